"""Addresses: nothing in a key leads out of its folder, none meets another, and links lead where they should."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.errors import Text
from kg.publish import addresses
from kg.publish.entities import KINDS, Entity

KEYS = [
    # why                              key                        address
    ("plain",                          "imt-mines-ales",          "institution/imt-mines-ales"),
    ("segments",                       "the-impact/sdg-15",       "institution/the-impact/sdg-15"),
    ("upward",                         "../../etc/passwd",        "institution/=2E=2E/=2E=2E/etc/passwd"),
    ("hidden",                         ".htaccess",               "institution/=2Ehtaccess"),
    ("nothing",                        "",                        "institution/="),
    ("markup",                         "<script>",                "institution/=3Cscript=3E"),
    ("accents and marks",              "é?#%=",                   "institution/=C3=A9=3F=23=25=3D"),
    ("backslash and control",          "a\\b\x00",                "institution/a=5Cb=00"),
]  # fmt: skip


def entity(key: str) -> Entity:
    return Entity(KINDS["institution"], f"https://example.org/id/institution/{key}", key, Text(key, key))


@pytest.mark.parametrize(("why", "key", "address"), KEYS, ids=[case[0] for case in KEYS])
def test_address(why: str, key: str, address: str) -> None:
    assert addresses.address(entity(key)) == address, why
    assert addresses.data(entity(key), "ttl") == f"data/{address}.ttl", why


@given(st.text())
def test_an_address_stays_in_its_folder_and_is_short(key: str) -> None:
    address = addresses.address(entity(key))
    assert posixpath.normpath(address) == address
    assert address.startswith("institution/")
    assert address.isascii()
    assert all(0 < len(part) <= 200 for part in address.split("/"))


@given(st.text(), st.text())
def test_two_keys_have_two_addresses(one: str, other: str) -> None:
    assume(one != other)
    assert addresses.address(entity(one)) != addresses.address(entity(other))


NAMES = st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=3)


@given(NAMES, NAMES)
def test_a_link_leads_to_its_target(to: list[str], at: list[str]) -> None:
    target, here = ("/".join(map(addresses.segment, parts)) for parts in (to, at))
    way = unquote(addresses.link(target, here))
    assert posixpath.normpath(posixpath.join(posixpath.dirname(here), way)) == target
