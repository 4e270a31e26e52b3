"""The slang in which shady trades advertise, in any language: betting, replicas, pills, cracked programs, bought theses and papers.

Why: hacked and rented pages carry adverts of such trades to countries whose language the site does not speak. They are written in a
slang of their own ("easy to win today", "new address", "mirror quality", "with entry in the register"), and betting sites are named by a
word and lucky digits, over and over. Who reports on such trades, regulates them or helps victims needs neither.
How: different phrases of one trade on the page; where licensed houses advertise it takes more. A page that warns a third as often as it
advertises does not count, cracked programs only beside a word of cracking. Repeated names with lucky digits count beside two phrases of
betting only.
Misses: adverts in plain words, slang of other languages and of later years.
Source: own list of phrases (lexicons/trade_slang), written without pages of the corpora; 0 of 3,217 honest training pages, 2026-12.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 10
_FEWEST, _FEWEST_LICENSED, _FEWEST_FORBIDDEN = 4, 6, 3
_LICENSED = frozenset(f"betting {languages}" for languages in ("en", "es", "fr", "de", "it", "pt", "pl", "sv da nl fi"))
_FORBIDDEN = ("essays ", "documents ", "escorts ", "loans ", "pills ")
_CRACKING = lazy(r"\bcrack(?:ed)?\b|\bkeygen|\bmod apk|\bapk mod|\bpre-activated|\bкряк|\bкейген|\bактиватор|\bвзломанн")
_BESIDE = 2  # phrases of slang that names need
_TIMES = 3  # that a name must stand on the page
_NAME = lazy(r"\b[a-z]{3,15}(?:4d|5d|33|55|69|77|88|99|111|123|138|168|188|303|365|777|789|888)\b")
_WARNS = lazy(
    r"addict\w*|helpline|piracy|pirated|malware|ransomware|copyright law|gambling harm|regulator|illegal\w*|police|fraud|self-exclu\w*|debt advice|\bscams?\b"
    r"|polisi|diblokir|pemblokiran|kominfo|tersangka|pidana|kecanduan|pemberantasan|penipuan|ditangkap"
    r"|công an|bắt giữ|phạt tù|lừa đảo|cảnh báo|trái phép|ตำรวจ|จับกุม|ผิดกฎหมาย|เตือน|警方|诈骗|詐騙|违法|違法|赌瘾|抓获|依存症|逮捕"
    r"|경찰|불법|중독|단속|polis\b|yasa ?dışı|bağımlılı\w+|gözaltı\w*|полици\w+|незаконн\w+|зависимост\w+|роскомнадзор"
    r"|polícia|ilega\w+|vício|golpe|policía|ludopatía|adicción|illégal\w*|spielsucht|suchtberatung|polizei|verbraucherzentrale"
    r"|polizia|ludopatia|dipendenza|spelberoende|spelmissbruk|stödlinje\w*|verslaving|kansspelautoriteit|peliriippuvuu\w+"
    r"|misconduct|plagiari[sz]\w+|disciplin\w+|dürüstlü\w+|disiplin|yasak\w*|ceza\w*|kandır\w*|\bkumar\w*|tuza\w+|uyar(?:ı|dı)\w*|запрещ\w+|отчисл\w+|мошенн\w+"
    r"|уголовн\w+|ответственност\w+|dilarang|melanggar|sanksi|pelanggaran|bahaya|\bcấm|kỷ luật|vi phạm|xử phạt|禁止|違反|詐欺|注意喚起|proibid\w+|crime\b|vietat\w+"
    r"|reato|sanzion\w+|truff\w+"
    r"|uzależni\w+|policj\w+|nielegaln\w+"
)


def _phrases(doc: Document) -> list[Hit]:
    """The first mention of every phrase of the trade and language with most of them; none where the page warns a third as often."""
    by_section: dict[str, dict[str, Hit]] = defaultdict(dict)
    for hit in doc.hits("trade_slang"):
        by_section[hit.section].setdefault(hit.item, hit)
    found = max(by_section.values(), key=len, default={})
    if len(found) < _BESIDE or len(found) < 3 * sum(1 for _ in _WARNS.finditer(doc.lowered)):
        return []
    phrases = sorted(found.values())
    return [] if phrases[0].section.startswith("cracks") and not _CRACKING.search(doc.lowered) else phrases


def _fewest(section: str) -> int:
    if section.startswith(_FORBIDDEN):
        return _FEWEST_FORBIDDEN
    return _FEWEST_LICENSED if section in _LICENSED else _FEWEST


def _names(doc: Document) -> list[Span]:
    """Every mention of the names that end with lucky digits and stand on the page again and again."""
    mentions = list(_NAME.finditer(doc.lowered))
    times = Counter(m.group() for m in mentions)
    return [Span(*m.span()) for m in mentions if times[m.group()] >= _TIMES]


@signal(
    title="Slang of adverts of shady trades",
    family="promotion",
    policy="hacked_content",
    languages=("any",),
    values={
        "phrase_count": Value("different phrases of one trade, 3 to 6 at least, at most 10", spam=+1, low_quality=+1),
        "name_count": Value(
            "mentions of repeated names that end with lucky digits, beside two such phrases, at most 10", spam=+1, low_quality=+1
        ),
    },
    flags="Situs slot gacor hari ini dengan pola gacor, bocoran rtp dan link alternatif; daftar slot sekarang, deposit pulsa tanpa potongan.",
    passes="Polisi menangkap tersangka yang mempromosikan situs slot; istilah gacor dan maxwin dipakai untuk menarik korban.",
)
def trade_slang(doc: Document) -> Reading:
    phrases = _phrases(doc)
    if not phrases:
        return SILENT
    names = _names(doc) if phrases[0].section.startswith("betting") else []
    enough = len(phrases) >= _fewest(phrases[0].section)
    if not enough and (not names or _WARNS.search(doc.lowered)):
        return SILENT
    shown = [Evidence(Span(h.start, h.end), "slang of adverts") for h in phrases]
    shown += [Evidence(span, "a name with lucky digits, again and again") for span in names]
    counts = {"phrase_count": len(phrases) if enough else 0, "name_count": len(names)}
    return Reading({name: min(_CAP, n) for name, n in counts.items()}, tuple(sorted(shown, key=lambda e: e.span or Span(0, 0))[:20]))
