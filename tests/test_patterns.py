"""Lazy patterns, anchored search, and the suffix list read without tldextract."""

from __future__ import annotations

import re

import pytest
from tldextract import TLDExtract

from spamcheck.patterns import anchored, lazy
from spamcheck.suffixes import split_host


def test_lazy_pattern_behaves_like_a_compiled_one() -> None:
    pattern = lazy(r"(\d+) km", re.IGNORECASE)
    assert pattern.findall("3 km, 40 KM") == ["3", "40"]
    assert pattern.sub("x", "3 km") == "x"
    assert pattern.pattern == r"(\d+) km"
    with pytest.raises(AttributeError):
        _ = pattern.colour  # type: ignore[attr-defined]


def test_anchored_finds_what_finditer_finds() -> None:
    pattern = re.compile(r"\b(?:abc|ab) ?\d+|\[\d\]")
    text = "abc 12 xab 3 ab4 [5][6] [x] ab abc7 ab8ab9"
    for end in (None, 0, 9, 18, 500):
        found = [m.span() for m in anchored(pattern, ("ab", "["), text, end)]
        assert found == [m.span() for m in pattern.finditer(text, 0, len(text) if end is None else end)]


@pytest.mark.parametrize("private", [False, True])
def test_suffixes_are_those_of_tldextract(private: bool) -> None:
    extract = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=private)
    hosts = [
        "example.com", "a.b.example.co.uk", "co.uk", "shop.blogspot.com", "blogspot.com", "x.y.kawasaki.jp", "city.kawasaki.jp", "www.ck",
        "a.b.ck", "ck", "x.gov.za", "za", "localhost", "a.test", "xn--fiqs8s", "a.xn--p1ai", "xn--bad--.com", "a..com", "user@b.example.org",
        "a.b\uff0eexample.de", "bucket.s3.amazonaws.com", "s3.amazonaws.com", "me.github.io",
    ]  # fmt: skip
    for host in hosts:
        found = extract(host)
        assert tuple(split_host(host, private)) == (found.subdomain, found.domain, found.suffix), host
