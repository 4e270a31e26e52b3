"""The page lies where strangers can put pages on a reputable site.

Why: upload folders of web forms, members' profiles and activity streams accept anybody's page and lend it the name of a
university, an office or a firm; an HTML page in an upload folder was not put there by an editor.
Misses: hacked pages in sensible folders; guest articles. Documents and pictures in upload folders are ordinary.
Source: addresses in the project's survey of 667 pages (25 spam, 1 low quality, 0 ok), shapes only, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Span
from spamcheck.domains import Target, target
from spamcheck.lexicon import scan
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_PAGE = r"[^/]{1,200}\.(?:html?|xhtml|shtml|php)$"
# Folders into which forms and editors upload files; a page there is nobody's article.
_UPLOAD = lazy(
    rf"/_sid_/|/webforms?/(?:[^/]{{1,60}}/){{0,4}}{_PAGE}|/wp-(?:includes|admin|content/(?:plugins|themes|cache))/(?:[^/]{{1,60}}/){{0,6}}{_PAGE}",
    re.IGNORECASE,
)
# Where editors put files, too: minutes saved as a page. Only an offer says that somebody else did.
_FILES = lazy(rf"/(?:(?:wp-content/)?uploads?|userfiles|attachments?|sites/default/files)/(?:[^/]{{1,60}}/){{0,6}}{_PAGE}", re.IGNORECASE)
_MEMBER = lazy(
    r"/members?/[^/]{2,60}/activity/|/profile/[a-z]{2,24}\d{4,12}/profile|/(?:community|forums?)/(?:profile|members?|users?)/[^/]{2,80}/?$"
    r"|/users?/[^/]{2,60}/(?:about|bio)/?$|/(?:user|member)s?/[a-z]{3,24}[-_.]?\d{3,10}/?$|/author/[a-z]{3,24}\d{4,10}/?$",
    re.IGNORECASE,
)
_SLUG = lazy(r"/([a-z0-9]+(?:[-_+][a-z0-9]+){1,20})(?:\.(?:html?|php))?/?$", re.IGNORECASE)
_SALE_WORDS = (
    "buy cheap cheapest discount coupon deals price prices sale online order overnight casino slot slots poker betting viagra cialis"
    " escort loans payday essay pills gummies kratom nootropics steroids"
)
_SALE = frozenset(_SALE_WORDS.split())
# Forum accounts: /u/name, /user/name; the name is an offer when it says three words of it.
_ACCOUNT = lazy(r"/(?:u|user|users|member|members|profile|people)/([A-Za-z0-9]+(?:[_.-][A-Za-z0-9]+){2,9})/?$")
_TOOLING = lazy(r"/(?:docs?|api|manual|reference|javadoc|examples?|admin-ajax)\b", re.IGNORECASE)


@signal(
    title="A page where strangers can put pages",
    family="host",
    policy="site_reputation_abuse",
    languages=("any",),
    needs="url",
    values={
        "upload_flag": Value("a web page in an upload, form or system folder", spam=+1),
        "member_flag": Value("a member's profile or activity page with an article on it", spam=+1),
        "institution_flag": Value("a sales address on the host of a university, office or journal", spam=+1),
    },
    flags="https://www.townhall.example/sites/default/files/webform/garden-shoes-sale.html\nGarden shoes in all sizes are described here.",
    passes="https://www.townhall.example/sites/default/files/minutes-2024-05.pdf\nThe council met and spoke of the garden.",
)
def parasite_location(doc: Document) -> Reading:
    place = target(doc.url or "")
    if not place.host:
        return SILENT
    found: list[tuple[str, str, str]] = []
    upload = _UPLOAD.search(place.path)
    files = _FILES.search(place.path) if upload is None else None
    if files and _is_offer(f"{place.path.rpartition('/')[2]} {doc.title}", doc.language or "en"):
        upload = files
    if upload and not _TOOLING.search(place.path) and not upload.group().endswith("/index.html"):
        found.append(("upload_flag", upload.group(), "an upload or system folder"))
    member = _MEMBER.search(place.path)
    if member and place.kind != "social" and len(doc.words) >= 60 and doc.page == "article":
        found.append(("member_flag", member.group(), "a member's page"))
    offered = _offered(place, doc.language or "en")
    if offered:
        found.append(("member_flag", offered, "an account named after an offer"))
    sold = _sales_slug(place)
    if sold:
        found.append(("institution_flag", sold, "a sales phrase as address on an institution's host"))
    if not found:
        return SILENT
    evidence = [Evidence(None, note, "url", part[:300]) for _, part, note in found]
    if upload:
        evidence += _headline(doc)
    return Reading({name: 1.0 for name, _, _ in found}, tuple(evidence))


def _headline(doc: Document) -> list[Evidence]:
    """Title and first heading of a page that does not belong where it lies, where they make an offer."""
    heading = next((b for b in doc.headings if b.level == 1), None)
    found = []
    if heading and _is_offer(doc.text[heading.start : heading.end], doc.language or "en"):
        found.append(Evidence(Span(heading.start, min(heading.end, heading.start + 300)), "the offer that was put there"))
    if doc.title and _is_offer(doc.title, doc.language or "en"):
        found.append(Evidence(None, "the offer that was put there", "title", doc.title[:300]))
    return found


def _is_offer(text: str, language: str) -> bool:
    """Whether a name holds a sale, a foreign money topic or a drug."""
    words = " ".join(w for w in re.split(r"[\W_]+", text.lower()) if w)
    hits = scan(words, language)
    sold = {kind for *_, kind in hits.get("query_words", ())} & {"near", "near_you", "sale", "buy", "cheap", "online"}
    return bool(sold or hits.get("off_niche") or hits.get("drug_trade") or _SALE.intersection(words.split()))


def _offered(place: Target, language: str) -> str:
    """The name of an account, where a sale, a service line or a foreign money topic is among its words."""
    account = _ACCOUNT.search(place.path)
    if not account or place.kind in ("social", "news"):
        return ""
    words = re.split(r"[_.-]", account.group(1).lower())
    hits = scan(" ".join(words), language)
    sold = {kind for *_, kind in hits.get("query_words", ())} & {"near", "near_you", "sale", "buy", "cheap", "price"}
    return account.group(1) if sold or hits.get("off_niche") or _SALE.intersection(words) or {"support", "number"} <= set(words) else ""


def _sales_slug(place: Target) -> str:
    """The page name, where it holds two words of a sale on the host of an institution."""
    if place.kind not in ("university", "government", "journal", "registry"):
        return ""
    slug = _SLUG.search(place.path)
    words = re.split(r"[-_+]", slug.group(1).lower()) if slug else []
    sold = {w for w in words if w in _SALE}
    return slug.group(1) if slug and len(sold) >= 2 and len(sold) * 3 >= len(words) else ""
