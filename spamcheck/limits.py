"""Every bound on what one page may cost, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one page. A bound that was reached is named in the verdict and makes it `degraded`.

    The defaults come from measurements on 500 real pages (largest 1.6 MB, 5,000 links) with room to spare.
    """

    input_bytes: int = 4 * 1024 * 1024  # longer input is cut, never refused
    nodes: int = 150_000  # nodes walked; a real page has about 10,000
    depth: int = 400  # deeper trees make HTML parsers quadratic: such markup is flattened first
    text_chars: int = 1_000_000
    links: int = 5_000
    url_chars: int = 8_192
    hidden_chars: int = 200_000

    min_words: int = 60  # below this there is too little text to call a page clean


DEFAULT_LIMITS = Limits()
