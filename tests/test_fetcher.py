"""fetch: where it goes, what it refuses; every end is a Page or a FetchError. No network but 127.0.0.1."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spamcheck._version import __version__
from spamcheck.address import Network, parse_url, redirect_url, refuse_reason
from spamcheck.errors import FetchError, InputError
from spamcheck.fetcher import FetchLimits, Page, fetch

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])  # pytest-socket refuses every other connection

PUBLIC, OTHER = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
Reply = bytes | Callable[[socket.socket], None]


class Site:
    """A server on 127.0.0.1, and a network that leads every address to it and keeps a record."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Reply] = {}
        self.heads: list[str] = []  # requests as received
        self.resolved: list[str] = []  # host names looked up
        self.connected: list[tuple[str, int]] = []  # addresses connected to
        self.dead: set[str] = set()  # addresses that refuse
        self.names: dict[str, list[list[str]]] = {}  # host -> answers, one per look-up, the last one stays
        self.tls = tls
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    @property
    def network(self) -> Network:
        return Network(self._resolve, self._connect)

    @property
    def paths(self) -> list[str]:
        return [head.split(" ")[1] for head in self.heads]

    def _resolve(self, host: str, _port: int) -> Sequence[str]:
        self.resolved.append(host)
        if host[0].isdigit() or ":" in host:
            return [host]
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _connect(self, ip: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((ip, port))
        if ip in self.dead:
            raise ConnectionRefusedError(111, "Connection refused")
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client, suppress(OSError):  # the reader hangs up early in half of the tests
                client.settimeout(5)
                self._answer(client)

    def _answer(self, client: socket.socket) -> None:
        if self.tls is not None:
            client = self.tls.wrap_socket(client, server_side=True)
        with client:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                if not (piece := client.recv(4096)):
                    return
                head += piece
            self.heads.append(head.decode())
            page = self.pages.get(self.paths[-1], reply(b"nothing", "404 Not Found"))
            if isinstance(page, bytes):
                client.sendall(page)
            else:
                page(client)

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(10)


def reply(body: bytes = b"", status: str = "200 OK", kind: str | None = "text/html", **headers: str) -> bytes:
    """A whole HTTP answer; `headers` with `_` for `-`."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    if kind is not None:
        lines.append(f"Content-Type: {kind}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def to(location: str, status: str = "302 Found") -> bytes:
    return reply(status=status, Location=location)


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    sent = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + sent + b"0\r\n\r\n"


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.close()


def read(site: Site, url: str = "http://site.example/", *, robots: bool = False, **limits: float) -> Page:
    bounds = FetchLimits(**limits)  # type: ignore[arg-type]
    return fetch(url, limits=bounds, obey_robots=robots, _network=site.network)


def refusal(site: Site, url: str = "http://site.example/", *, robots: bool = False, **limits: float) -> FetchError:
    with pytest.raises(FetchError) as caught:
        read(site, url, robots=robots, **limits)
    assert caught.value.url == url
    assert str(caught.value).startswith(f"{url}: ")
    return caught.value


# addresses --------------------------------------------------------------------------------------------------

REFUSED = """
0.0.0.0 0.255.255.255 10.0.0.0 10.1.2.3 10.255.255.255 100.64.0.0 100.100.100.200 100.127.255.255 127.0.0.1
127.255.255.255 168.63.129.16 169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.0
192.0.0.9 192.0.0.192 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.0 192.168.255.255 192.175.48.1
198.18.0.0 198.19.255.255 198.51.100.7 203.0.113.7 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:a9fe:a9fe 64:ff9b::7f00:1
64:ff9b::808:808 64:ff9b:1::1 100::1 100:0:0:1::1 2001::1 2001:0:7f00:1:: 2001:1ff:ffff::1 2001:db8::1 2002::1
2002:7f00:1::1 2620:4f:8000::1 3fff::1 3fff:fff:ffff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1
fe80::1%eth0 fec0::1 ff02::1 1fff:ffff::1 localhost 127.1 0x7f000001
"""
ALLOWED = """
1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 168.63.129.15
168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0
192.31.195.255 192.31.197.0 192.52.192.255 192.52.194.0 192.88.98.255 192.88.100.0 192.167.255.255
192.169.0.0 192.175.47.255 192.175.49.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255
203.0.114.0 223.255.255.255 8.8.8.8 ::ffff:8.8.8.8 2000::1 2001:200::1 2001:db7:ffff::1 2001:db9::1
2001:4860:4860::8888 2003::1 2620:4f:7fff::1 2620:4f:8001::1 2a00::1 3ffe::1 3fff:1000::1
"""
# What getaddrinfo takes for 127.0.0.1, 0.0.0.0, ::1 and 169.254.169.254.
ODD = """
127.1 127.0.1 0x7f.1 0x7f000001 2130706433 017700000001 0x7f.0x0.0x0.0x1
127。0。0。1 \uff11\uff12\uff17.0.0.1 ①②⑦.0.0.1 0
127.0.0.1. [::1] [::ffff:127.0.0.1] 0xa9fea9fe
"""


@pytest.mark.parametrize("ip", REFUSED.split())
def test_address_that_is_not_public(ip: str) -> None:
    assert refuse_reason(ip)


@pytest.mark.parametrize("ip", ALLOWED.split())
def test_address_just_outside_of_a_refused_range(ip: str) -> None:
    assert refuse_reason(ip) is None


@pytest.mark.parametrize("host", ODD.split())
def test_odd_spelling_of_a_local_address(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the system's own resolver, which reads all of these as numbers; it may not ask anybody."""
    numbers_only = partial(socket.getaddrinfo, flags=socket.AI_NUMERICHOST)
    monkeypatch.setattr(socket, "getaddrinfo", numbers_only)
    with pytest.raises(FetchError, match="only public addresses are read"):
        fetch(f"http://{host}/", obey_robots=False, _network=Network(connect=_no_connection))


def _no_connection(ip: str, port: int, _seconds: float) -> socket.socket:
    raise AssertionError(f"connected to {ip}:{port}")


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("http://site.example\\@127.0.0.1/", "may not hold '\\\\\\\\'"),
        ("http://127.0.0.1:80\\@site.example/", "may not hold"),
        ("http://site.example/a b", "write it as %20"),
        ("http://site.example/\r\nX: y", "may not hold '\\\\r'"),
        ("http://site.example/\0", "may not hold"),
        (" http://site.example/", "may not hold ' '"),
        ("http://user@site.example/", "user name"),
        ("http://user:secret@site.example/", "user name"),
        ("http://@site.example/", "user name"),
        ("http://site.example@127.0.0.1/", "user name"),
        ("ftp://site.example/", "not a web address"),
        ("file:///etc/passwd", "not a web address"),
        ("gopher://site.example/", "not a web address"),
        ("javascript:alert(1)", "not a web address"),
        ("site.example/page", "not a web address"),
        ("//site.example/page", "not a web address"),
        ("http:site.example", "not a web address"),
        ("", "not a web address"),
        ("http://", "not a web address"),
        ("http:///path", "not a web address"),
        ("http://:80/", "not a host name"),
        ("http://127%2e0%2e0%2e1/", "not a host name"),
        ("http://a..b/", "not a host name"),
        ("http://a../", "not a host name"),
        ("http://ex,ample.com/", "not a host name"),
        ("http://" + "a" * 64 + ".com/", "not a host name"),
        ("http://" + "a." * 130 + "com/", "not a host name"),
        ("http://bü..cher.example/", "international"),
        ("http://[fe80::1%25eth0]/", "network interface|IPv6"),
        ("http://[::1/", "Invalid IPv6"),
        ("http://[v1.x]/", "no IPv6 address"),
        ("http://[127.0.0.1]/", "IPv"),
        ("http://site.example:port/", "Port could not be cast"),
        ("http://site.example:99999/", "Port out of range"),
        ("http://site.example:22/", "port 22 is not read"),
        ("http://site.example:8080/", "FetchLimits.ports"),
        ("http://ex\u2100mple.com/", "NFKC"),
        ("http://site.example/\ud800", "half a character"),
        ("http://site.example/" + "a" * 9000, "longer than 8,192"),
    ],
)
def test_url_that_is_refused_before_any_look_up(site: Site, url: str, part: str) -> None:
    with pytest.raises(FetchError, match=part) as caught:
        fetch(url, obey_robots=False, _network=site.network)
    assert caught.value.url == url
    assert not caught.value.retryable
    assert not site.resolved


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://Site.Example", "http://site.example/"),
        ("http://site.example./a", "http://site.example/a"),
        ("http://site.example:80/", "http://site.example/"),
        ("https://site.example:443/", "https://site.example/"),
        ("https://site.example:80/", "https://site.example:80/"),
        ("http://site.example:/", "http://site.example/"),
        ("http://site.example?a=1#part", "http://site.example/?a=1"),
        ("http://my_site.example/", "http://my_site.example/"),
        ("http://bücher.example/ä?ö=%C3%BC", "http://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("http://faß.example/", "http://xn--fa-hia.example/"),
        ("http://例え.example。/", "http://xn--r8jz45g.example/"),
        ("http://[2A00:0:0::1]:81/", "http://[2a00::1]:81/"),
    ],
)
def test_url_is_normalised(url: str, normal: str) -> None:
    assert parse_url(url).url == normal
    assert parse_url(normal).url == normal


@given(st.text(alphabet="htps:/\\@[]%.#?aü。1\u2100 \ud800\n", max_size=30))
def test_url_is_normalised_or_refused(tail: str) -> None:
    try:
        place = parse_url("http://" + tail)
    except FetchError:
        return
    assert parse_url(place.url) == place
    assert place.url.isascii()


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "http://site.example/b"),
        ("b?x=1#y", "http://site.example/a/b?x=1"),
        ("//other.example", "http://other.example/"),
        (" https://other.example/x y ", "https://other.example/x%20y"),
        ("/ü".encode().decode("latin-1"), "http://site.example/%C3%BC"),
        ("", "http://site.example/a/page"),
    ],
)
def test_location_header_is_resolved(location: str, target: str) -> None:
    assert redirect_url(parse_url("http://site.example/a/page"), location).url == target


# connections ------------------------------------------------------------------------------------------------


def test_page_comes_back_with_what_the_server_said(site: Site) -> None:
    site.pages["/a?b=c"] = reply("grüße".encode(), kind="Text/HTML; Charset='UTF-8'")
    page = read(site, "http://Site.example/a?b=c#d")
    assert page == Page(
        url="http://Site.example/a?b=c#d",
        final_url="http://site.example/a?b=c",
        body="grüße".encode(),
        content_type="text/html",
        charset="utf-8",
        status=200,
        redirects=(),
    )


def test_request_says_who_asks_and_nothing_about_the_user(site: Site) -> None:
    site.pages["/"] = reply(status="302 Found", Location="http://other.example/b", Set_Cookie="a=b")
    site.pages["/b"] = reply(b"b")
    read(site)
    for head, host in zip(site.heads, ("site.example", "other.example"), strict=True):
        lines = head.strip().split("\r\n")[1:]
        assert dict(line.split(": ", 1) for line in lines) == {
            "Host": host,
            "User-Agent": f"spamcheck/{__version__} (+https://spamcheck.example)",
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,text/markdown;q=0.9",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }


def test_one_look_up_per_request_and_the_checked_address_is_connected(site: Site) -> None:
    site.names["a.example"], site.names["b.example"] = [[PUBLIC]], [[OTHER]]
    site.pages["/"] = to("http://b.example/b")
    site.pages["/b"] = reply(b"b")
    page = read(site, "http://a.example./")
    assert page.redirects == ("http://b.example/b",)
    assert site.resolved == ["a.example", "b.example"]
    assert site.connected == [(PUBLIC, 80), (OTHER, 80)]
    assert [head.split("\r\n")[1] for head in site.heads] == ["Host: a.example", "Host: b.example"]


def test_international_host_is_asked_for_in_ascii(site: Site) -> None:
    site.pages["/"] = reply(b"x")
    read(site, "http://bücher.example/")
    assert site.resolved == ["xn--bcher-kva.example"]
    assert "Host: xn--bcher-kva.example\r\n" in site.heads[0]


def test_rebinding_second_answer_is_never_asked_for(site: Site) -> None:
    site.names["site.example"] = [[PUBLIC], ["127.0.0.1"]]
    site.pages["/"] = reply(b"x")
    assert read(site).body == b"x"
    assert site.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize("robots", [False, True])
def test_rebinding_between_two_requests_is_refused(site: Site, robots: bool) -> None:
    """robots.txt or a redirect gives the attacker a second look-up; it is checked like the first."""
    site.names["site.example"] = [[PUBLIC], ["10.0.0.5"]]
    site.pages["/"] = to("/b")
    site.pages["/b"] = reply(b"secret")
    assert "leads to 10.0.0.5, which is a private network" in str(refusal(site, robots=robots))
    assert site.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize("answers", [[PUBLIC, "10.0.0.5"], ["::1", PUBLIC], ["::ffff:127.0.0.1"], ["?"]])
def test_every_answer_must_be_public(site: Site, answers: list[str]) -> None:
    site.names["site.example"] = [answers]
    error = refusal(site)
    assert "only public addresses are read" in str(error)
    assert "allow_private=True" in str(error)
    assert not error.retryable
    assert not site.connected


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/", "http://[::1]/", "http://2852039166/", "https://127.0.0.1/"])
def test_redirect_to_a_local_address_is_refused(site: Site, target: str) -> None:
    site.names["2852039166"] = [["169.254.169.254"]]
    site.pages["/"] = to(target)
    assert f"at {target}: " in str(refusal(site))
    assert site.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("location", "part"),
    [
        ("ftp://site.example/x", "redirects to 'ftp://site.example/x': not a web address"),
        ("file:///etc/passwd", "not a web address"),
        ("data:text/html,x", "not a web address"),
        ("http://user:pw@other.example/", "user name"),
        ("http://other.example\\@127.0.0.1/", "may not hold"),
        ("http://[::1", "Invalid IPv6"),
        ("http://other.example:6379/", "port 6379 is not read"),
        ("http://other.example:x/", "Port could not be cast"),
    ],
)
def test_redirect_that_leaves_the_web_is_refused(site: Site, location: str, part: str) -> None:
    site.pages["/"] = to(location)
    assert part in str(refusal(site))
    assert len(site.connected) == 1


def test_redirects_in_a_circle(site: Site) -> None:
    site.pages["/"] = to("/b")
    site.pages["/b"] = to("http://SITE.example:80/#again")
    assert "redirects in a circle, back to http://site.example/" in str(refusal(site))
    assert site.paths == ["/", "/b"]


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_five_redirects_are_followed_and_six_are_not(site: Site, status: str) -> None:
    for step in range(1, 6):
        site.pages[f"/{step}"] = to(f"/{step + 1}", status)
    site.pages["/6"] = reply(b"end")
    page = read(site, "http://site.example/1")
    assert (page.body, len(page.redirects), page.final_url) == (b"end", 5, "http://site.example/6")
    site.pages["/0"] = to("/1")
    assert "more than 5 redirects" in str(refusal(site, "http://site.example/0"))
    assert "more than 0 redirects" in str(refusal(site, "http://site.example/1", redirects=0))


def test_next_address_is_tried_where_one_refuses(site: Site) -> None:
    site.names["site.example"] = [[OTHER, PUBLIC]]
    site.dead = {OTHER}
    site.pages["/"] = reply(b"x")
    assert read(site).body == b"x"
    assert site.connected == [(OTHER, 80), (PUBLIC, 80)]
    site.dead = {OTHER, PUBLIC}
    error = refusal(site)
    assert "cannot connect to site.example (Connection refused)" in str(error)
    assert error.retryable


@pytest.mark.parametrize(
    ("failure", "part", "retryable"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "check its spelling", False),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), "try again", True),
        (UnicodeError("label too long"), "not found in DNS", False),
    ],
)
def test_name_that_is_not_found(failure: Exception, part: str, retryable: bool) -> None:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        raise failure

    with pytest.raises(FetchError, match=part) as caught:
        fetch("http://site.example/", _network=Network(resolve, _no_connection))
    assert caught.value.retryable is retryable


def test_name_without_addresses() -> None:
    with pytest.raises(FetchError, match="has no address"):
        fetch("http://site.example/", _network=Network(lambda _host, _port: [], _no_connection))


def test_private_pages_are_read_when_allowed(site: Site) -> None:
    site.pages["/"] = reply(b"mine")
    url = f"http://127.0.0.1:{site.port}/"
    assert fetch(url, allow_private=True).body == b"mine"
    assert f"Host: 127.0.0.1:{site.port}\r\n" in site.heads[-1]
    with pytest.raises(FetchError, match=f"port {site.port} is not read"):
        fetch(url)
    limits = FetchLimits(ports=frozenset({site.port}))
    with pytest.raises(FetchError, match="which is this very machine"):
        fetch(url, limits=limits)


def test_proxy_variables_are_ignored(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/"] = reply(b"direct")
    assert read(site, robots=True).body == b"direct"
    assert site.heads[-1].startswith("GET / HTTP/1.1\r\n")


# TLS --------------------------------------------------------------------------------------------------------

# Made for these tests alone, for pinned.example, valid 2020 to 2120; it protects nothing.
CERTIFICATE = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGOyoh9PBBztF2ufR
SvXqvflKDD6I/SnkZDjj+pjHG9ChRANCAASe0p0SSOB8y45GWbZTgIJ5eIRZwzFE
JKu7Vl3RyfV4hF1tkoiDffxF6jVccvk2spM3F2Ot+TGf50cMyMl9AenB
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBgDCCASagAwIBAgIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5waW5uZWQu
ZXhhbXBsZTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowGTEXMBUG
A1UEAwwOcGlubmVkLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASe
0p0SSOB8y45GWbZTgIJ5eIRZwzFEJKu7Vl3RyfV4hF1tkoiDffxF6jVccvk2spM3
F2Ot+TGf50cMyMl9AenBo10wWzAdBgNVHQ4EFgQUeMZKl/VrjcZtHmu0GLrnteoc
aUswDwYDVR0TAQH/BAUwAwEB/zAZBgNVHREEEjAQgg5waW5uZWQuZXhhbXBsZTAO
BgNVHQ8BAf8EBAMCAoQwCgYIKoZIzj0EAwIDSAAwRQIhAMBEEdbDAoHtGnkvOiY2
Su2poirsJJaiSUIWq3+7X6j0AiAwXYOw6A+VkG79teiD4d/2BZH8S9vlbQV1r3nx
JNA3VQ==
-----END CERTIFICATE-----
"""


@pytest.fixture
def safe_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Site, list[str]]]:
    """A TLS server whose certificate is trusted, and the names that clients asked it for."""
    file = tmp_path / "certificate.pem"
    file.write_text(CERTIFICATE)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    asked: list[str] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    server = Site(context)
    yield server, asked
    server.close()


def test_tls_is_made_for_the_name_on_the_checked_address(safe_site: tuple[Site, list[str]]) -> None:
    site, asked = safe_site
    site.pages["/"] = reply(b"safe")
    assert read(site, "https://pinned.example./").body == b"safe"
    assert (asked, site.resolved, site.connected) == (["pinned.example"], ["pinned.example"], [(PUBLIC, 443)])
    assert "Host: pinned.example\r\n" in site.heads[0]


def test_certificate_for_another_name_is_refused(safe_site: tuple[Site, list[str]]) -> None:
    site, _ = safe_site
    site.pages["/"] = reply(b"safe")
    error = refusal(site, "https://other.example/")
    assert "no safe connection (Hostname mismatch" in str(error)
    assert not error.retryable
    assert not site.heads


def test_certificate_that_nobody_signed_is_refused(safe_site: tuple[Site, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "no safe connection (self" in str(refusal(safe_site[0], "https://pinned.example/"))


def test_server_that_speaks_no_tls() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mail:
        thread = threading.Thread(target=_greet, args=(mail,))
        thread.start()
        url = f"https://127.0.0.1:{mail.getsockname()[1]}/"
        with pytest.raises(FetchError, match="no safe connection"):
            fetch(url, allow_private=True)
        thread.join()


def _greet(listener: socket.socket) -> None:
    client, _ = listener.accept()
    with client, suppress(OSError):
        client.sendall(b"220 mail ready\r\n")
        while client.recv(4096):
            pass


# bounds -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["length", "chunked", "until close"])
@pytest.mark.parametrize(("size", "fits"), [(999, True), (1000, True), (1001, False)])
def test_bytes_as_sent(site: Site, form: str, size: int, fits: bool) -> None:
    body = b"a" * size
    bare = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    site.pages["/"] = {"length": reply(body), "chunked": chunked(body), "until close": bare}[form]
    if fits:
        assert read(site, encoded_bytes=1000).body == body
    else:
        assert "larger than 1,000 bytes as sent" in str(refusal(site, encoded_bytes=1000))


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP", "deflate"])
@pytest.mark.parametrize(("size", "fits"), [(999, True), (1000, True), (1001, False)])
def test_bytes_decoded(site: Site, coding: str, size: int, fits: bool) -> None:
    body = b"a" * size
    packed = zlib.compress(body) if coding == "deflate" else gzip.compress(body)
    site.pages["/"] = reply(packed, Content_Encoding=coding)
    if fits:
        assert read(site, decoded_bytes=1000).body == body
    else:
        assert "larger than 1,000 bytes; save" in str(refusal(site, decoded_bytes=1000))


def test_declared_length_is_refused_unread(site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999999999999\r\n\r\n"
    site.pages["/"] = head
    assert "larger than 5,000,000 bytes as sent" in str(refusal(site))


def test_gzip_bomb(site: Site) -> None:
    site.pages["/"] = reply(gzip.compress(bytes(3_000_000)), Content_Encoding="gzip")
    error = refusal(site)
    assert "a decompression bomb" in str(error)
    assert not error.retryable


@pytest.mark.parametrize(("size", "fits"), [(1_000_000, True), (1_000_001, False)])
def test_ratio_is_asked_of_large_bodies_only(site: Site, size: int, fits: bool) -> None:
    site.pages["/"] = reply(gzip.compress(b" " * size), Content_Encoding="gzip")
    if fits:
        assert len(read(site).body) == size
    else:
        assert "a decompression bomb" in str(refusal(site))


def test_many_gzip_members_that_hold_nothing(site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    site.pages["/"] = head + gzip.compress(b"") * 100_000
    assert "sends without end" in str(refusal(site, encoded_bytes=100_000))


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, gzip", "gzip,identity"])
def test_encoding_that_was_not_asked_for(site: Site, coding: str) -> None:
    site.pages["/"] = reply(b"x", Content_Encoding=coding)
    assert f"sent in the encoding {coding!r}" in str(refusal(site))


def _drip(start: bytes) -> Callable[[socket.socket], None]:
    def send(client: socket.socket) -> None:
        client.sendall(start)
        for _ in range(300):  # ends with the reader, which hangs up at the deadline
            client.sendall(b"1")
            threading.Event().wait(0.01)

    return send


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 200 ",
    ],
    ids=["body", "chunk size", "header", "status"],
)
def test_slow_drip_ends_at_the_deadline(site: Site, start: bytes) -> None:
    site.pages["/"] = _drip(start)
    error = refusal(site, total_seconds=0.2)
    assert "not finished after 0.2 s in all" in str(error)
    assert error.retryable


def _wait(client: socket.socket) -> None:
    client.recv(1)  # until the reader hangs up


def test_silent_server(site: Site) -> None:
    site.pages["/"] = _wait
    error = refusal(site, read_seconds=0.1)
    assert "no data for 0.1 s" in str(error)
    assert error.retryable


def test_silent_tls_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        limits = FetchLimits(connect_seconds=0.1)
        with pytest.raises(FetchError, match="try again later") as caught:
            fetch(f"https://127.0.0.1:{port}/", limits=limits, allow_private=True)
    assert caught.value.retryable


def test_slow_name_server_ends_at_the_deadline() -> None:
    done = threading.Event()

    def resolve(_host: str, _port: int) -> Sequence[str]:
        done.wait(10)
        return []

    limits = FetchLimits(total_seconds=0.1)
    with pytest.raises(FetchError, match=r"not finished after 0\.1 s in all"):
        fetch("http://site.example/", limits=limits, _network=Network(resolve, _no_connection))
    done.set()


def test_connection_that_is_never_accepted() -> None:
    def connect(_ip: str, _port: int, _seconds: float) -> socket.socket:
        raise TimeoutError("timed out")

    with pytest.raises(FetchError, match="no answer in time") as caught:
        fetch("http://site.example/", _network=Network(lambda _host, _port: [PUBLIC], connect))
    assert caught.value.retryable


@pytest.mark.parametrize(
    "bounds",
    [
        {"total_seconds": 0},
        {"connect_seconds": -1},
        {"read_seconds": float("nan")},
        {"encoded_bytes": 0},
        {"decoded_ratio": 0},
        {"redirects": -1},
    ],
)
def test_bounds_that_make_no_sense(bounds: dict[str, float]) -> None:
    with pytest.raises(InputError, match=next(iter(bounds))):
        FetchLimits(**bounds)  # type: ignore[arg-type]


# content ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "content_type", "charset"),
    [
        ("text/html", "text/html", None),
        ("TEXT/HTML;charset=ISO-8859-1", "text/html", "iso-8859-1"),
        ('text/html; charset="windows-1252"; x=y', "text/html", "windows-1252"),
        ("application/xhtml+xml; charset = utf-8", "application/xhtml+xml", "utf-8"),
        ("text/plain", "text/plain", None),
        ("text/markdown; variant=GFM", "text/markdown", None),
        ("text/html, text/html; charset=utf-8", "text/html", "utf-8"),
        (None, None, None),
        ("", None, None),
        ("application/octet-stream", None, None),
    ],
)
def test_content_type_that_is_read(site: Site, kind: str | None, content_type: str | None, charset: str | None) -> None:
    site.pages["/"] = reply(b"<p>text", kind=kind)
    page = read(site)
    assert (page.content_type, page.charset, page.body) == (content_type, charset, b"<p>text")


@pytest.mark.parametrize(
    ("kind", "body", "part"),
    [
        ("application/pdf", b"", "a PDF (application/pdf)"),
        ("image/png", b"", "an image (image/png)"),
        ("video/mp4", b"", "a video"),
        ("application/json", b"{}", "no page (application/json)"),
        ("application/rss+xml", b"", "no page"),
        ("html", b"", "no page (html)"),
        (None, b"%PDF-1.7", "a PDF"),
        ("application/octet-stream", b"\x89PNG\r\n\x1a\n", "an image"),
        ("text/html", b"%PDF-1.7", "a PDF"),
        ("text/plain", b"PK\x03\x04", "a ZIP"),
        ("text/html", b"\x1f\x8b\x08", "a gzip file"),
        (None, b"abc\0def", "binary data"),
    ],
)
def test_content_that_is_no_page(site: Site, kind: str | None, body: bytes, part: str) -> None:
    site.pages["/"] = reply(body, kind=kind)
    error = refusal(site)
    assert part in str(error)
    assert "save its text and check that" in str(error)
    assert not error.retryable


def test_text_that_holds_zero_bytes_by_right(site: Site) -> None:
    site.pages["/"] = reply("text".encode("utf-16"), kind=None)
    assert read(site).body == "text".encode("utf-16")


@pytest.mark.parametrize(
    ("status", "part", "retryable"),
    [
        ("202 Accepted", "no page", False),
        ("204 No Content", "no page", False),
        ("301 Moved", "no page", False),  # without a Location
        ("400 Bad Request", "check the URL", False),
        ("401 Unauthorized", "needs a login", False),
        ("403 Forbidden", "refuses automated readers", False),
        ("404 Not Found", "there is no such page", False),
        ("410 Gone", "removed for good", False),
        ("429 Too Many Requests", "more slowly (it asks to wait 30 s)", True),
        ("500 Oops", "try again later (it asks to wait 30 s)", True),
        ("503 Busy", "try again later", True),
        ("599 Odd", "try again later", True),
    ],
)
def test_status_that_is_no_page(site: Site, status: str, part: str, retryable: bool) -> None:
    site.pages["/"] = reply(b"x", status, Retry_After="30")
    error = refusal(site)
    assert f"answered HTTP {status[:3]}: " in str(error)
    assert part in str(error)
    assert error.retryable is retryable


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\r\n\r\n",
        b"garbage\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 2\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 70_000,
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\nnot gzip at all",
        b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe:x\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 50,
    ],
)
def test_broken_answer_is_a_fetch_error(site: Site, sent: bytes) -> None:
    site.pages["/"] = lambda client: client.sendall(sent)
    refusal(site)


# robots.txt -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /private", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /page$", True),
        ("User-agent: spamcheck\nDisallow: /page", False),
        ("User-agent: SpamCheck/2.0\nDisallow: /page", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: spamcheck\nAllow: /", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: spam\nDisallow: /", True),
        ("User-agent: otherbot\nUser-agent: *\nDisallow: /", False),
        ("user-agent : *\r\ndisallow : /pa*e # why", False),
        ("\ufeffUser-agent: *\nDisallow: /other", True),
        ("<html>no robots here</html>", True),
    ],
)
def test_robots_rules(site: Site, rules: str, allowed: bool) -> None:
    site.pages["/robots.txt"] = reply(rules.encode(), kind="text/plain")
    site.pages["/page"] = reply(b"x")
    url = "http://site.example/page"
    if allowed:
        assert read(site, url, robots=True).body == b"x"
        assert site.paths == ["/robots.txt", "/page"]
    else:
        error = refusal(site, url, robots=True)
        assert "robots.txt forbids this page" in str(error)
        assert not error.retryable
        assert site.paths == ["/robots.txt"]
    assert read(site, url, robots=False).body == b"x"


@pytest.mark.parametrize(
    ("status", "allowed"),
    [("404 None", True), ("403 No", True), ("429 Slow", True), ("500 Oops", False), ("503 Busy", False)],
)
def test_robots_status(site: Site, status: str, allowed: bool) -> None:
    site.pages["/robots.txt"] = reply(b"User-agent: *\nDisallow: /", status)
    site.pages["/"] = reply(b"x")
    if allowed:
        assert read(site, robots=True).body == b"x"
    else:
        error = refusal(site, robots=True)
        assert f"at http://site.example/robots.txt: answered HTTP {status[:3]}, which" in str(error)
        assert error.retryable
        assert site.paths == ["/robots.txt"]


def test_robots_is_asked_once_per_origin_and_on_every_redirect(site: Site) -> None:
    site.pages["/robots.txt"] = reply(b"User-agent: *\nDisallow: /secret")
    site.pages["/"] = to("/b")
    site.pages["/b"] = to("http://other.example/c")
    site.pages["/c"] = to("/secret")
    error = refusal(site, robots=True)
    assert "at http://other.example/secret: robots.txt forbids" in str(error)
    assert site.paths == ["/robots.txt", "/", "/b", "/robots.txt", "/c"]


def test_robots_may_redirect_but_not_to_a_local_address(site: Site) -> None:
    site.pages["/robots.txt"] = to("/rules")
    site.pages["/rules"] = reply(b"User-agent: *\nDisallow: /")
    assert "robots.txt forbids" in str(refusal(site, robots=True))
    site.pages["/robots.txt"] = to("http://169.254.169.254/robots.txt")
    assert "only public addresses" in str(refusal(site, robots=True))


@pytest.mark.parametrize(("padding", "read_rule"), [(500 * 1024 - 26, True), (500 * 1024, False)])
def test_robots_is_read_up_to_500_kib(site: Site, padding: int, read_rule: bool) -> None:
    rule = b"User-agent: *\nDisallow: /\n"
    site.pages["/robots.txt"] = reply(b"#" * (padding - 1) + b"\n" + rule)
    site.pages["/"] = reply(b"x")
    if read_rule:
        refusal(site, robots=True)
    else:
        read(site, robots=True)


def test_robots_with_thousands_of_agents_costs_no_time(site: Site) -> None:
    """protego alone needs 10 s for this file, and parsing is no wait that a deadline could end."""
    agents = "".join(f"User-agent: bot{number}\n" for number in range(3_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(3_000))
    site.pages["/robots.txt"] = reply((agents + rules).encode())
    site.pages["/"] = reply(b"x")
    assert read(site, robots=True, total_seconds=3).body == b"x"
