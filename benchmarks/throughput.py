"""Documents per second beside the filter chain of the field, one core, one interleaved run. Needs the extra `peers`.

usage: python -m benchmarks.throughput PAGES.jsonl.gz [COUNT]
Texts: about 1,000 words each, against datatrove's Gopher repetition, Gopher quality, C4 and FineWeb filters (early exit, as
a pipeline runs them). HTML: against trafilatura.extract followed by the same filters.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from spamcheck.checker import Checker
from spamcheck.signal import registry
from spamcheck.training.corpus import read_rows
from spamcheck.vector import measure


def chain() -> Callable[[str], bool]:
    """datatrove's four filters, stopping at the first that drops the text."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter

    filters = [GopherRepetitionFilter(), GopherQualityFilter(), C4QualityFilter(filter_no_terminal_punct=False), FineWebQualityFilter()]

    def passes(text: str) -> bool:
        document = Document(text=text, id="0")
        for one in filters:
            result = one.filter(document)
            if result is not True and not (isinstance(result, tuple) and result[0]):
                return False
        return True

    return passes


def clock(work: Callable[[str], object], pages: Sequence[str]) -> list[float]:
    """Seconds per page."""
    found = []
    for page in pages:
        start = time.perf_counter()
        work(page)
        found.append(time.perf_counter() - start)
    return found


def compare(title: str, ours: Callable[[str], object], theirs: Callable[[str], object], pages: Sequence[str], rounds: int = 3) -> None:
    """Run both in turn and print documents per second and the ratio."""
    mine: list[float] = []
    peer: list[float] = []
    for work in (ours, theirs):
        clock(work, pages[:5])
    gc.disable()
    for _ in range(rounds):
        mine += clock(ours, pages)
        peer += clock(theirs, pages)
    gc.enable()
    rate, other = len(mine) / sum(mine), len(peer) / sum(peer)
    print(
        f"{title}: {rate:.0f} against {other:.0f} documents a second, ratio {rate / other:.1f} "
        f"(median {median(mine) * 1000:.2f} ms against {median(peer) * 1000:.2f} ms, {len(pages)} pages)"
    )


def per_signal(checker: Checker, texts: Sequence[str]) -> None:
    """What the signals cost together, and the dearest of them."""
    docs = [checker.document(t, kind="text") for t in texts]
    for doc in docs:
        measure(doc, registry())  # the shared pass is cached in the document
    costs = {}
    for signal in registry():
        start = time.perf_counter()
        for doc in docs:
            signal.measure(doc)
        costs[signal.name] = (time.perf_counter() - start) / len(docs)
    start = time.perf_counter()
    for t in texts:
        doc = checker.document(t, kind="text")
        _ = doc.words, doc.sentences, doc.hits("filler_phrases")
    shared = (time.perf_counter() - start) / len(texts)
    total = sum(costs.values())
    print(f"all signals: {total * 1000:.2f} ms a text, {total / shared:.1f} x the shared pass ({shared * 1000:.2f} ms)")
    for name, cost in sorted(costs.items(), key=lambda item: -item[1])[:15]:
        print(f"  {name:<28}{cost * 1e6:8.0f} microseconds")


def main(path: str, count: str = "120") -> None:
    """Read pages, cut texts to 1,000 words, compare."""
    rows = [r for r in read_rows(Path(path)) if r.label is not None]
    texts = [" ".join(r.text.split(" ")[:1000]) for r in rows if len(r.text.split()) >= 900][::5][: int(count)]
    pages = [r.html for r in rows if r.html and r.kind == "html"][::7][: int(count)]
    checker = Checker()
    per_signal(checker, texts)
    try:
        passes = chain()
        from trafilatura import extract
    except ImportError:
        print("install the extra `peers` for the comparison with trafilatura and datatrove")
        return
    compare("1,000 words of text", lambda t: checker.check(t, kind="text"), passes, texts)
    compare("HTML pages", lambda p: checker.check(p, kind="html"), lambda p: passes(extract(p) or ""), pages)


if __name__ == "__main__":
    main(*sys.argv[1:3])
