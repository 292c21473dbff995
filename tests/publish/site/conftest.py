from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.publish.site.reading import Element, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture(scope="session")
def pages(published: Path) -> Mapping[str, Element]:
    """Give every page of the published site, read, by its address."""
    return {page.relative_to(published).as_posix(): read(page) for page in sorted(published.rglob("*.html"))}
