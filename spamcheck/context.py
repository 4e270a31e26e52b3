"""Whether a page reports or warns of something instead of saying it itself."""

from __future__ import annotations

from spamcheck.document import Document, Link

_LEAD_CHARS = 200  # the title and the line below it say what the page is about
_ABOVE = 3  # a warning stands in the line above a list of addresses, or in the heading over that line


def excused(doc: Document, start: int, end: int, *sections: str) -> bool:
    """Whether the sentences of [start, end) report, debunk, negate or disclose (sections of the list `attribution`).

    Without sections a report or a debunking counts.
    """
    hits = doc.hits("attribution", *(sections or ("report", "debunk")))
    if not hits:
        return False
    first, last = doc.sentence_at(start), doc.sentence_at(max(start, end - 1))
    return any(first.start <= h.start < last.end for h in hits)


def link_excused(doc: Document, link: Link, *sections: str) -> bool:
    """The same for the sentence that a visible link stands in; by default only a debunking counts."""
    return link.visible and excused(doc, link.start, link.start + 1, *(sections or ("debunk",)))


def warned_list(doc: Document, start: int) -> bool:
    """Whether a list of addresses that begins at an offset is one to beware of: said in the title or in the lines above."""
    hits = doc.hits("attribution", "debunk")
    if not hits:
        return False
    index = doc.block_index(start)
    lead = min(_LEAD_CHARS, doc.blocks[0].end)
    above = doc.blocks[max(0, index - _ABOVE)].start
    return any(h.start < lead or above <= h.start < doc.blocks[index].end for h in hits)
