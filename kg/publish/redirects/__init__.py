"""How the names in the graph lead to the site: rules for the server that owns the names, and the answers expected.

The names lie under w3id.org, which redirects by an Apache configuration that anybody may propose (perma-id/w3id.org).
What a browser asks for leads to a page in its language, what a program asks for to a file; nobody is asked whether a
name is known, since the rules must not grow with the graph: the site answers 404 for what it does not have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.publish.redirects.expected import table
from kg.publish.redirects.rules import htaccess

if TYPE_CHECKING:
    from kg.publish.site.site import Site
    from kg.publish.tree import Tree

FOLDER = "w3id"


def write_redirects(site: Site, tree: Tree) -> None:
    """Write rules and answers; nothing where the address of the site is not known."""
    if site.source.site:
        tree.write(f"{FOLDER}/.htaccess", htaccess(site).encode())
        tree.write(f"{FOLDER}/expected.csv", table(site).encode())
