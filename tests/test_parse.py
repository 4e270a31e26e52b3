"""From bytes, text, Markdown or a soup to a Document: blocks, links, hidden parts, meta data, limits, page kinds, lines."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from spamcheck.document import Document
from spamcheck.errors import InputError
from spamcheck.limits import Limits
from spamcheck.parse import parse
from spamcheck.parse.lines import source_lines

PROSE = "The leaves are picked by hand in May and dried in the sun for two days before anybody may drink of them or sell them."


def html(page: str, **limits: int) -> Document:
    return parse(page, kind="html", limits=Limits(**limits))


def blocks(doc: Document) -> list[tuple[str, str, str]]:
    return [(doc.text[b.start : b.end], b.kind, b.region) for b in doc.blocks]


def links(doc: Document) -> list[tuple[str, str]]:
    return [(k.href, k.anchor) for k in doc.links]


def hidden(doc: Document) -> list[tuple[str, str, bool]]:
    return [(h.text, h.reason, h.honest) for h in doc.hidden]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h1>Tea</h1><p>Leaves.</p>", [("Tea", "heading", "main"), ("Leaves.", "paragraph", "main")]),
        ("<ul><li>one</li><li><p>two</p></li></ul>", [("one", "item", "main"), ("two", "item", "main")]),
        ("<table><tr><th>a<td>b</table>", [("a", "cell", "main"), ("b", "cell", "main")]),
        ("<blockquote><p>said</p></blockquote>", [("said", "quote", "main")]),
        ("<pre>x = 1</pre><figcaption>a leaf</figcaption>", [("x = 1", "code", "main"), ("a leaf", "caption", "main")]),
        ("a<br>b", [("a", "paragraph", "main"), ("b", "paragraph", "main")]),
        ("<p>one\n  <b>bold</b>\t word</p>", [("one bold word", "paragraph", "main")]),
        ("<p>half<b>word</b></p>", [("halfword", "paragraph", "main")]),
        ("<p>unclosed <b>bold <p>next <div>in</p> tail</ul>", [("unclosed bold", "paragraph", "main"), ("next", "paragraph", "main"),
                                                              ("in", "paragraph", "main"), ("tail", "paragraph", "main")]),
        ("<nav>Home</nav><aside>ad</aside><footer>foot</footer>", [("Home", "paragraph", "nav"), ("ad", "paragraph", "aside"),
                                                                   ("foot", "paragraph", "footer")]),
        ("<div class='main-menu'>Home</div><div id='comments'>Nice</div>", [("Home", "paragraph", "nav"), ("Nice", "paragraph", "comments")]),
        ("<p>a</p><script>var p = '<p>no</p>'</script><svg><text>no</text></svg>", [("a", "paragraph", "main")]),
        ("<p>&lt;b&gt; &amp; &eacute; &#8211; &nbsp; x</p>", [("<b> & é – x", "paragraph", "main")]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks(page: str, expected: list[tuple[str, str, str]]) -> None:
    doc = html(page)
    assert blocks(doc) == expected
    assert doc.text == "\n".join(text for text, _, _ in expected)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>From <a href='https://a.example/x'>the <b>hills</b> </a>.</p>", [("https://a.example/x", "the hills")]),
        ("<p>See https://a.example/b. and www.c.example, too.</p>", [("https://a.example/b", "https://a.example/b"),
                                                                     ("http://www.c.example", "www.c.example")]),
        ("<a href='/i'><img src='x.png' alt='leaf'></a>", [("/i", "")]),
        ("<a href=x>l<a href=y>m", [("x", "l"), ("y", "m")]),
        ("<a name='top'>no link</a>", []),
        ("<a href='https://a.example'><div>one</div><div>two</div></a>", [("https://a.example", "one"), ("https://a.example", "two")]),
    ],
)  # fmt: skip
def test_links(page: str, expected: list[tuple[str, str]]) -> None:
    doc = html(page)
    assert links(doc) == expected
    assert [doc.text[k.start : k.end] for k in doc.links] == [k.anchor for k in doc.links]


def test_link_facts() -> None:
    doc = html("<nav><a href='/'>Home</a></nav><p><a rel='NoFollow UGC' href='https://a.example'>a</a> https://b.example/</p>"
               "<div style='display:none'><a href='https://c.example'>never seen</a></div>")  # fmt: skip
    facts = [(k.anchor, k.rel, k.region, k.visible, k.bare) for k in doc.links]
    assert facts == [("Home", "", "nav", True, False), ("a", "nofollow ugc", "main", True, False),
                     ("https://b.example/", "", "main", True, True), ("never seen", "", "main", False, False)]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        ("display:none", "display:none"), ("DISPLAY : NONE !important", "display:none"), ("visibility:hidden", "visibility:hidden"),
        ("position:absolute;left:-9999px", "off-screen"), ("text-indent:-9999px", "off-screen"), ("font-size:0", "zero font"),
        ("font-size:1px", "zero font"), ("opacity:0", "transparent"), ("opacity:0.0;color:red", "transparent"),
        ("position:absolute;clip:rect(0,0,0,0)", "clipped"), ("height:1px;overflow:hidden", "tiny box"),
        ("color:#fff;background:#ffffff", "same colour"), ("color:white;background-color:rgb(250,250,250)", "same colour"),
    ],
)  # fmt: skip
def test_hiding_styles(style: str, reason: str) -> None:
    expected = [("gone", reason, False)]
    assert hidden(html(f"<p>seen</p><div style='{style}'>gone</div><p>seen</p>")) == expected
    ruled = html(f"<style>/* x */ .k, p.other {{{style}}}</style><p>seen</p><div class='a k'>gone</div>")
    assert hidden(ruled) == expected
    assert ruled.text == "seen"


@pytest.mark.parametrize(
    "style",
    ["opacity:0;transition:opacity 1s", "left:-20px", "font-size:10px", "font-size:0.9em", "opacity:0.5", "opacity:1", "color:#333;background:#fff", "height:100px;overflow:hidden",
     "color:#fff", "text-indent:-2em", "display:block", "clip:auto", "margin-left:-15px;position:absolute"],
)  # fmt: skip
def test_ordinary_styles_hide_nothing(style: str) -> None:
    assert html(f"<div style='{style}'>seen</div>").text == "seen"


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("<span class='sr-only' style='position:absolute;left:-9999px'>gone</span>", "off-screen"),
        ("<ul class='dropdown-menu' style='display:none'><li>gone</li></ul>", "display:none"),
        ("<div role='dialog' style='display:none'>gone</div>", "display:none"),
        ("<div id='cookie-banner' hidden>gone</div>", "hidden attribute"),
        ("<div class='faq-answer' style='display:none'>gone</div>", "display:none"),
    ],
)  # fmt: skip
def test_honest_hidden_parts(part: str, reason: str) -> None:
    assert hidden(html(f"<p>seen</p>{part}")) == [("gone", reason, True)]


def test_other_hidden_parts() -> None:
    page = (
        "<p>a</p><p hidden>b</p><noscript>c</noscript><template>d</template><style>@media print{.p{display:none}}</style><p class='p'>e</p>"
    )
    doc = html(page)
    assert doc.text == "a\ne"
    assert hidden(doc) == [("b", "hidden attribute", False), ("c", "noscript", False)]
    assert html("<div hidden><p>x</p><p style='display:block'>y</p></div>").text == ""


@pytest.mark.parametrize(
    "page",
    ["<ul style='font-size:0'><li style='font-size:14px'>seen</li></ul>", "<style>.l{font-size:0}.i{font-size:1rem}</style><div class=l><b class=i>seen</b></div>",
     "<div style='visibility:hidden'><p style='visibility:visible'>seen</p></div>"],
)  # fmt: skip
def test_parts_may_be_shown_again(page: str) -> None:
    assert html(page).text == "seen"


def test_head_noscript_never_shows() -> None:
    doc = html("<html><head><noscript><p>Switch on scripts</p></noscript><title>Tea</title></head><body><p>Leaves.</p></body></html>")
    assert (doc.text, doc.title) == ("Leaves.", "Tea")


def test_meta() -> None:
    data = [{"@type": "Article", "author": [{"@type": "Person", "name": "Ann Quill"}, "Bo Vale"], "description": "On tea"}]
    doc = html(
        "<html lang='en-GB'><head><title> Tea  leaves </title><meta name='Description' content='About  tea'><meta name='keywords' content='tea, leaf'>"
        "<meta property='article:published_time' content='2024-05-01'><meta name='author' content='Ann Quill'><meta property='og:site_name' content='Tea House'>"
        "<link rel='canonical' href='https://tea.example/a'><meta http-equiv='Refresh' content='5;url=/b'><meta name='robots' content='noindex'>"
        f"<script type='application/ld+json'>{json.dumps({'@graph': data})}</script><script type='application/ld+json'>{{broken</script></head><body>x</body></html>"
    )
    meta = doc.meta
    assert (doc.title, meta.description, meta.keywords, meta.author) == ("Tea leaves", "About tea", "tea, leaf", "Ann Quill")
    assert (meta.published, meta.canonical, meta.refresh, meta.robots) == ("2024-05-01", "https://tea.example/a", "5;url=/b", "noindex")
    assert (meta.language, meta.site_name) == ("en-GB", "Tea House")
    assert (meta.jsonld_types, meta.jsonld_authors, meta.jsonld_text) == (("Article", "Person"), ("Ann Quill", "Bo Vale"), ("On tea",))


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("<p>Käse – tea</p>".encode(), None, "Käse – tea"),
        ("\ufeff<p>Käse</p>".encode(), "windows-1252", "Käse"),  # a byte-order mark beats the transport
        ("<p>Käse</p>".encode("utf-16"), None, "Käse"),
        ("<p>Cheese and tea</p>".encode("utf-16-le"), None, "Cheese and tea"),
        ("<p>Käse “x”</p>".encode("cp1252"), None, "Käse “x”"),
        ("<meta charset='iso-8859-1'><p>Käse €</p>".encode("cp1252"), None, "Käse €"),  # browsers read Latin 1 as windows-1252
        ("<meta charset=iso-8859-1><p>Käse</p>".encode(), "utf-8", "Käse"),  # the transport beats the page
        ("<p>сыр</p>".encode("cp1251"), "windows-1251", "сыр"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'><p>茶</p>".encode("shift_jis"), None, "茶"),
        ("<meta charset='utf-16'><p>Käse</p>".encode(), None, "Käse"),  # a page that can say so is not UTF-16
        ("<meta charset='x-unknown'><p>Käse</p>".encode(), None, "Käse"),
        (b"<p>K\xc3\xa4se K\xc3\xa4se K\xc3\xa4se K\xc3\xa4se K\xc3\xa4se K\xc3\xa4se \xff</p>", None, "Käse " * 6 + "\ufffd"),
    ],
)
def test_encodings(data: bytes, charset: str | None, text: str) -> None:
    assert parse(data, kind="html", charset=charset).text == text


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04zip", bytes(range(256)) * 8])
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        parse(data)


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(InputError, match="kind"):
        parse("x", kind="pdf")
    with pytest.raises(InputError, match="bytes, str or a BeautifulSoup"):
        parse(7)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("page", "kind"),
    [("<!DOCTYPE html><p>x", "html"), ("  <!-- c --><html><p>x", "html"), ("<div><p>a</p><p>b</p></div>", "html"), ("plain words", "text"),
     ("Use <b>bold</b> now", "text"), ("if a < b and b > c", "text"), ("", "text")],
)  # fmt: skip
def test_kind_is_recognised(page: str, kind: str) -> None:
    assert parse(page).kind == kind


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 60_000 + "<p>the <a href='https://a.example/x'>last</a> word</p>",
        "<b><i>" * 40_000 + "<p>the <a href='https://a.example/x'>last</a> word</p>",
        "<select>" + "<option>o" * 30_000 + "</select><p>the <a href='https://a.example/x'>last</a> word</p>",
        "<p " + "a=b " * 60_000 + "><p>the <a href='https://a.example/x'>last</a> word</p>",
    ],
    ids=["nested", "inline", "options", "attributes"],
)
def test_floods_are_flattened(page: str) -> None:
    doc = html(page)
    assert doc.limits_hit[0] == "markup"
    assert doc.text.endswith("the last word")
    assert ("https://a.example/x", "last") in links(doc)


def test_long_quoted_data_is_no_flood() -> None:
    doc = html('<div data-x="' + "a b c " * 20_000 + '"></div><p>seen</p>')
    assert (doc.text, doc.limits_hit) == ("seen", ())


@pytest.mark.parametrize("over", [-1, 0, 1])
def test_limits(over: int) -> None:
    n = 50 + over
    cases = {
        "input_bytes": html("x" * n, input_bytes=50), "text_chars": html(f"<p>{'x' * n}</p>", text_chars=50),
        "links": html("<a href='/x'>y</a>" * n, links=50), "url_chars": html(f"<a href='/{'x' * (n - 1)}'>y</a>", url_chars=50),
        "hidden_chars": html(f"<p hidden>{'x' * n}</p>", hidden_chars=50),
    }  # fmt: skip
    for name, doc in cases.items():
        assert doc.limits_hit == ((name,) if over > 0 else ()), name
    assert len(cases["text_chars"].text) == min(n, 50)
    assert len(cases["links"].links) == min(n, 50)
    assert len(cases["url_chars"].links[0].href) == min(n, 50)


def test_node_limit() -> None:
    page = "<body>" + "<p>x</p>" * 100
    assert "nodes" in html(page, nodes=50).limits_hit
    assert html(page, nodes=500).limits_hit == ()
    assert "nodes" in parse(BeautifulSoup(page, "lxml"), limits=Limits(nodes=50)).limits_hit


@pytest.mark.parametrize("over", [-1, 0, 1])
def test_text_limits(over: int) -> None:
    n = 40 + over
    assert parse("x" * n, kind="text", limits=Limits(text_chars=40)).limits_hit == (("text_chars",) if over > 0 else ())
    addresses = "\n".join(f"https://a.example/{i}" for i in range(n))
    assert parse(addresses, kind="text", limits=Limits(links=40)).limits_hit == (("links",) if over > 0 else ())


def test_markdown() -> None:
    doc = parse(
        "---\ntitle: Tea\nauthor: Ann Quill\ndate: 2024-05-01\n---\n# Leaves\n\nText [here](https://a.example/x) and <https://b.example/y>\n"
        "and https://c.example/z.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> said\n\n```\ncode\n```\n\n![leaf](l.png)\n",
        kind="markdown",
    )
    assert (doc.title, doc.meta.author, doc.meta.published) == ("Tea", "Ann Quill", "2024-05-01")
    assert blocks(doc) == [
        ("Leaves", "heading", "main"), ("Text here and https://b.example/y and https://c.example/z.", "paragraph", "main"), ("one", "item", "main"),
        ("two", "item", "main"), ("a", "cell", "main"), ("b", "cell", "main"), ("1", "cell", "main"), ("2", "cell", "main"), ("said", "quote", "main"),
        ("code", "code", "main"),
    ]  # fmt: skip
    assert [k.href for k in doc.links] == ["https://a.example/x", "https://b.example/y", "https://c.example/z"]
    assert [(i.alt, i.src) for i in doc.images] == [("leaf", "l.png")]


@pytest.mark.parametrize("text", ["green  \nleaves", "green\\\nleaves", "green<br>leaves", "> green  \n> leaves", "- green  \n  leaves"])
def test_line_breaks_in_markdown(text: str) -> None:
    doc = parse(f"# Tea\n\n{text}\n\nPicked in May.\n", kind="markdown")
    assert doc.text.split() == ["Tea", "green", "leaves", "Picked", "in", "May."]


def test_plain_text() -> None:
    text = ("Tea from the hills\n\nThe leaves are picked by hand in May, and they are dried\nin the sun for two days before anybody may drink of them\n"
            "or sell them. See (https://a.example/x_(y)).\n\nSteps:\n- pick\n- dry\n\nReferences\n1. Ann B. Tea. 2020. https://b.example/y\n")  # fmt: skip
    doc = parse(text)
    assert doc.text == text
    kinds = [(doc.text[b.start : b.end][:9], b.kind, b.region) for b in doc.blocks]
    assert kinds == [("Tea from ", "heading", "main"), ("The leave", "paragraph", "main"), ("Steps:", "heading", "main"), ("pick", "item", "main"),
                     ("dry", "item", "main"), ("Reference", "heading", "references"), ("Ann B. Te", "item", "references")]  # fmt: skip
    assert [(k.href, k.region, k.bare) for k in doc.links] == [
        ("https://a.example/x_(y)", "main", True),
        ("https://b.example/y", "references", True),
    ]
    assert doc.title == "Tea from the hills"


@pytest.mark.parametrize("heading", ["References", "Sources:", "Further reading", "Quellen", "Bibliographie", "Referencias"])
def test_reference_region(heading: str) -> None:
    doc = html(
        f"<h2>Tea</h2><p>{PROSE}</p><h2>{heading}</h2><ol><li>Quill A. <a href='https://a.example'>Tea</a>. 2020.</li></ol><h2>About us</h2><p>We.</p>"
    )
    assert [b.region for b in doc.blocks] == ["main", "main", "references", "references", "main", "main"]
    assert doc.links[0].region == "references"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Checking your browser before accessing tea.example", "challenge"),
        ("<div>You need to enable JavaScript to run this app.</div>", "JavaScript"),
        ("<h1>404 Page not found</h1>", "error page"),
        ("<p>We value your privacy. Accept all cookies</p>", "consent"),
        ("<form>Log in to your account</form>", "log-in"),
        ("<div id='app'></div><script>start()</script>", "JavaScript"),
    ],
)
def test_unreadable_pages_say_why(body: str, words: str) -> None:
    doc = html(f"<html><body>{body}</body></html>")
    assert doc.page == "unreadable"
    assert words in doc.page_reason


def test_page_kinds() -> None:
    assert html(f"<h1>404 ways to make tea</h1><p>{PROSE * 6}</p><p>{PROSE * 6}</p>").page == "article"
    assert html(f"<h1>Tea</h1><p>{PROSE}</p><p>Verifying you are human is a hard task. {PROSE * 12}</p>").page == "article"
    assert html("".join(f"<li><a href='/{i}'>tea number {i} of the list</a></li>" for i in range(60))).page == "listing"
    assert html("<p>Short note.</p>").page == "other"


def test_source_lines() -> None:
    source = "one line\n\nsecond tea\nthird leaf\n"
    doc = parse(source, kind="text")
    assert source_lines(doc, [0, source.index("second"), source.index("leaf")]) == [1, 3, 4]
    page = "<html>\n<body>\n<p>first tea</p>\n\n<p>then <b>more</b> leaves</p>\n<p>first tea</p>\n</body>"
    parsed = html(page)
    assert source_lines(parsed, [0, parsed.text.index("leaves"), parsed.text.rindex("first")]) == [3, 5, 6]
    assert source_lines(parse(BeautifulSoup(page, "lxml")), [0]) == [None]


PAGES = {
    "article": f"<html lang=en><head><title>Tea</title></head><body><nav><ul><li><a href='/'>Home</a></li></ul></nav><main><h1>Tea</h1><p>{PROSE} "
    "<a href='https://a.example/x'>Read <em>this</em></a>.</p><ul><li>one <a href='/i'>i</a><li>two</ul></main><footer>foot</footer></body></html>",
    "tables": "<body><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1 <a href='/t'>t</a></td><td>2</td></tr></tbody></table></body>",
    "hidden": "<body><style>.h{display:none}</style><p>a</p><div class=h>b <a href='https://c.example'>c</a></div><p hidden>d</p><p>e</p></body>",
    "entities": "<body><p>&lt;a&gt; &amp; &eacute;&nbsp;&#x2014; K&auml;se &copy;</p><p>caf\u00e9 \u8336 \U0001f375</p></body>",
    "comments": "<body><!-- no --><p>a<!-- b -->c</p><![CDATA[x]]><script>if (a<b) {}</script><p>d</p></body>",
    "inline": "<body><p>one<b>two</b> <i> three </i>four<br>five<span>six</span></p>text outside <a href='/x'>link</a></body>",
    "forms": "<body><form><label>Name <input></label><select><option>a</option><option>b</option></select><button>Go</button></form><p>x</p></body>",
    "bare": "<body><p>See https://a.example/x, www.b.example and c.example.com/y now.</p></body>",
    "images": "<body><a href='/i'><img src='a.png' alt='leaf'></a><figure><img src='b.png' alt='tea'><figcaption>cup</figcaption></figure></body>",
    "head noscript": "<html><head><noscript><p>no</p></noscript><title>T</title></head><body><p>a</p><noscript><p>b</p></noscript></body></html>",
    "template": "<body><p>a</p><template><p>b <a href='/x'>x</a></p></template><p>c</p></body>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_both_engines_agree(page: str) -> None:
    raw = parse(page.encode(), kind="html", charset="utf-8")
    soup = parse(BeautifulSoup(page, "lxml"))
    assert raw.text == soup.text
    assert raw.links == soup.links
    assert raw.blocks == soup.blocks
    assert raw.title == soup.title


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_offsets_fit(page: str) -> None:
    doc = parse(page, kind="html")
    assert all(0 <= b.start < b.end <= len(doc.text) for b in doc.blocks)
    assert [b.start for b in doc.blocks] == sorted(b.start for b in doc.blocks)
    assert all(doc.text[k.start : k.end] == k.anchor for k in doc.links if k.visible)
