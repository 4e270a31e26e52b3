"""URL -> bytes: the only outbound network code of the core.

A page that is checked for spam is written by an adversary, and so is its server. What holds here:
- every request, redirects and robots.txt included, goes to an address that was checked (`spamcheck.address`);
  TLS and the Host header keep the name.
- everything is bounded: seconds in all and per wait, bytes sent and decoded, their ratio, redirects.
- nothing is sent but the request: no cookies, no credentials, no Referer; proxy variables are not read.
"""

from __future__ import annotations

import io
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING, cast

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.response import HTTPResponse
from urllib3.util.ssl_match_hostname import CertificateError

from spamcheck._version import __version__
from spamcheck.address import Deadline, Network, WebAddress, dial, parse_url, redirect_url
from spamcheck.errors import FetchError, InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from protego import Protego

_AGENT = "spamcheck"  # the name that robots.txt is asked about
_HEADERS = {
    "User-Agent": f"{_AGENT}/{__version__} (+https://spamcheck.example)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,text/markdown;q=0.9",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_PAGE_TYPES = {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"}
_UNDECLARED = {"", "application/octet-stream", "binary/octet-stream", "unknown/unknown"}
_TYPE_NAMES = {"application/pdf": "a PDF", "image": "an image", "video": "a video", "audio": "a sound file"}
_MAGIC = {  # first bytes of what servers send without a type, or with a wrong one
    b"%PDF-": "a PDF",
    b"\x89PNG\r\n": "an image (PNG)",
    b"\xff\xd8\xff": "an image (JPEG)",
    b"GIF87a": "an image (GIF)",
    b"GIF89a": "an image (GIF)",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}
_SNIFF_BYTES = 512
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # UTF-16 and UTF-32 hold NUL bytes by right
_CODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}  # only gzip is asked for; old brotli can be bombed
_CHARSET = re.compile(r";\s{0,20}charset\s{0,20}=\s{0,20}[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_CHUNK_BYTES = 16_384
_RATIO_FREE_BYTES = 1_000_000  # smaller pages of repeated markup honestly reach 100:1
_ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5: what a crawler must at least read
_AGENT_LINE = re.compile(r"\s*user(?:-|\s{1,9})?agent\s*:?\s*([A-Za-z_-]+|\*(?=\s|$))?", re.IGNORECASE)
_PAGE_STATUS = (200, 203)
_REDIRECT_STATUS = (301, 302, 303, 307, 308)
_STATUS_HELP = {
    401: "the page needs a login; save it and check the file instead",
    403: "the site refuses automated readers; save the page and check the file instead",
    404: "there is no such page; check the URL",
    408: "the site lost patience; try again",
    410: "the page was removed for good; drop the URL",
    429: "the site gets too many requests; try again later and more slowly",
    451: "the page is withheld for legal reasons; check another copy",
}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one `fetch` may cost, robots.txt and redirects included. Raises InputError for bounds below zero.

    Seconds are wall time. `encoded_bytes` counts a body as sent, `decoded_bytes` after gzip, and
    `decoded_ratio` divides the two (asked of bodies over 1 MB). `ports` are those that a URL may name.
    """

    connect_seconds: float = 5.0
    read_seconds: float = 10.0  # the longest silence
    total_seconds: float = 20.0
    encoded_bytes: int = 5_000_000  # the largest of 500 real pages had 1.6 MB
    decoded_bytes: int = 5_000_000
    decoded_ratio: int = 100
    redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443})  # by others pages reach databases and mail servers

    def __post_init__(self) -> None:
        seconds = (self.connect_seconds, self.read_seconds, self.total_seconds)
        sizes = (self.encoded_bytes, self.decoded_bytes, self.decoded_ratio)
        if not all(bound > 0 for bound in seconds + sizes):
            raise InputError(f"{self}: seconds, bytes and ratio must be above 0")
        if self.redirects < 0:
            raise InputError(f"{self}: redirects must be 0 or more")


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page.

    url: as asked. final_url: normalised, after redirects. body: bytes, gzip undone, charset not.
    content_type: lower case, no parameters; None where the server named none and the bytes look like text.
    charset: from the header only. status: 200 or 203. redirects: URLs redirected to, in order, the last is
    final_url.
    """

    url: str
    final_url: str
    body: bytes
    content_type: str | None
    charset: str | None
    status: int
    redirects: tuple[str, ...]


def fetch(
    url: str,
    *,
    limits: FetchLimits | None = None,
    allow_private: bool = False,
    obey_robots: bool = True,
    _network: Network | None = None,
) -> Page:
    """Read one web page (HTML, XHTML, plain text, Markdown).

    allow_private: also private addresses and any port, on redirects too; only for URLs that nobody else
    can choose. obey_robots: False only for pages that you own.
    Raises FetchError for all that can go wrong: its message says what to do, `retryable` whether the same
    call may work later; there are no retries here. Source: RFC 9309 (robots.txt).
    """
    limits = limits or FetchLimits()
    place = parse_url(url)
    deadline = Deadline(time.monotonic() + limits.total_seconds)
    trip = _Trip(limits, _network or Network(), allow_private, deadline)
    rules: dict[str, Protego] = {}  # one robots.txt per origin, kept no longer than this call
    visit = (lambda hop: _check_robots(trip, hop, rules)) if obey_robots else _no_check
    try:
        answer, hops = _walk(trip, place, _read_page, visit)
    except FetchError as error:
        where = "" if error.url == place.url else f"at {error.url}: "
        raise FetchError(url, where + error.problem, retryable=error.retryable) from error
    kind, charset = _media_type(answer.content_type), _CHARSET.search(answer.content_type)
    return Page(
        url=url,
        final_url=hops[-1],
        body=answer.body,
        content_type=None if kind in _UNDECLARED else kind,
        charset=charset.group(1).lower() if charset else None,
        status=answer.status,
        redirects=tuple(hops[1:]),
    )


@dataclass(frozen=True, slots=True)
class _Trip:
    """What all requests of one call share."""

    limits: FetchLimits
    network: Network
    allow_private: bool
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str | None
    content_type: str
    body: bytes


_Reader = Callable[[_Trip, str, HTTPResponse], bytes]


def _walk(trip: _Trip, place: WebAddress, read: _Reader, visit: Callable[[WebAddress], None]) -> tuple[_Answer, list[str]]:
    """The first answer that is no redirect, and the URLs that were asked, in order."""
    hops = [place.url]
    while True:
        visit(place)
        answer = _request(trip, place, read)
        if answer.location is None:
            return answer, hops
        following = redirect_url(place, answer.location)
        if following.url in hops:  # without cookies the answer cannot change
            problem = f"redirects in a circle, back to {following.url}; a browser may show what it waits for"
            raise FetchError(place.url, problem)
        if len(hops) > trip.limits.redirects:
            problem = f"more than {trip.limits.redirects} redirects; ask for the address that they lead to"
            raise FetchError(place.url, problem)
        place = following
        hops.append(place.url)


def _request(trip: _Trip, place: WebAddress, read: _Reader) -> _Answer:
    if not trip.allow_private and place.port not in trip.limits.ports:
        problem = f"port {place.port} is not read; add it to FetchLimits.ports if it is safe"
        raise FetchError(place.url, problem)
    with _translated(trip, place.url), _connected(trip, place) as connection:
        connection.request("GET", place.path, headers=_HEADERS, preload_content=False)
        with closing(connection.getresponse()) as response:
            location = response.headers.get("Location")
            if response.status in _REDIRECT_STATUS and location is not None:
                return _Answer(response.status, location, "", b"")
            kind = response.headers.get("Content-Type", "")
            return _Answer(response.status, None, kind, read(trip, place.url, response))


@contextmanager
def _translated(trip: _Trip, url: str) -> Iterator[None]:
    """Every way in which a connection can fail, as a FetchError."""
    try:
        yield
    except (TimeoutError, ReadTimeoutError) as error:
        if time.monotonic() >= trip.deadline.ends:
            problem = f"not finished after {trip.limits.total_seconds:g} s in all"
        else:
            problem = f"no data for {trip.limits.read_seconds:g} s"
        problem += "; try again later, or allow more in FetchLimits"
        raise FetchError(url, problem, retryable=True) from error
    except (ssl.SSLError, CertificateError) as error:
        why = getattr(error, "verify_message", "") or str(error)
        problem = f"no safe connection ({why}); if the site is yours, renew its certificate"
        raise FetchError(url, problem) from error
    except (OSError, HTTPException, HTTPError) as error:
        raise FetchError(url, f"the connection broke ({error!r}); try again", retryable=True) from error


class _PinnedHTTP(HTTPConnection):
    pinned: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.pinned  # urllib3 would look the name up again


class _PinnedHTTPS(HTTPSConnection):
    pinned: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.pinned


@contextmanager
def _connected(trip: _Trip, place: WebAddress) -> Iterator[HTTPConnection]:
    limits = trip.limits
    sock = dial(place, trip.network, trip.deadline, limits.connect_seconds, allow_private=trip.allow_private)
    kind = _PinnedHTTPS if place.scheme == "https" else _PinnedHTTP
    with closing(sock), closing(kind(place.host, place.port, timeout=limits.read_seconds)) as connection:
        sock.settimeout(trip.deadline.wait(limits.connect_seconds))  # bounds the TLS handshake as a whole
        connection.pinned = sock
        connection.connect()
        reader = io.BufferedReader(_TimedReader(connection.sock, trip, place.url))
        connection.sock = cast("socket.socket", _TimedSocket(connection.sock, reader))
        try:
            yield connection
        finally:
            connection.close()  # first, because it flushes what it reads from
            reader.close()


class _TimedSocket:
    """A socket that `http.client` reads through a `_TimedReader`."""

    def __init__(self, sock: socket.socket, reader: io.BufferedIOBase) -> None:
        self._sock, self._reader = sock, reader

    def __getattr__(self, name: str) -> object:
        return getattr(self._sock, name)

    def makefile(self, *_: object) -> io.BufferedIOBase:
        return self._reader


class _TimedReader(io.RawIOBase):
    """Every read ends at the deadline, those of header lines and chunk sizes too: all of them can drip."""

    def __init__(self, sock: socket.socket, trip: _Trip, url: str) -> None:
        self._sock, self._trip, self._url, self._count = sock, trip, url, 0
        self._raw = sock.makefile("rb", buffering=0)  # keeps the socket open until the body is read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        limits = self._trip.limits
        self._sock.settimeout(self._trip.deadline.wait(limits.read_seconds))
        count = self._raw.readinto(buffer)
        self._count += count or 0
        if self._count > 2 * limits.encoded_bytes + 1_000_000:  # with room for headers and chunk sizes
            raise FetchError(self._url, "the server sends without end; do not read this page")
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


def _pieces(trip: _Trip, url: str, response: HTTPResponse) -> Iterator[bytes]:
    """The decoded body in pieces of at most 16 KiB."""
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in _CODINGS:
        problem = f"sent in the encoding {coding!r}, which was not asked for"
        raise FetchError(url, f"{problem}; save the page and check the file")
    limits, decoded = trip.limits, 0
    while piece := response.read1(_CHUNK_BYTES, decode_content=True):
        trip.deadline.wait(limits.read_seconds)
        decoded += len(piece)
        encoded = response.tell()
        if encoded > limits.encoded_bytes:
            raise _too_large(url, f"{limits.encoded_bytes:,} bytes as sent")
        if decoded > _RATIO_FREE_BYTES and decoded > limits.decoded_ratio * encoded:
            problem = f"a decompression bomb ({encoded:,} bytes grow past {decoded:,}); do not read this page"
            raise FetchError(url, problem)
        yield piece


def _too_large(url: str, bound: str) -> FetchError:
    return FetchError(url, f"larger than {bound}; save the part that matters, or allow more in FetchLimits")


def _read_page(trip: _Trip, url: str, response: HTTPResponse) -> bytes:
    if response.status not in _PAGE_STATUS:
        raise _status_error(url, response)
    kind = _media_type(response.headers.get("Content-Type", ""))
    if kind not in _PAGE_TYPES | _UNDECLARED:
        name = _TYPE_NAMES.get(kind) or _TYPE_NAMES.get(kind.partition("/")[0]) or "no page"
        raise _wrong_type(url, f"{name} ({kind})")
    if (response.length_remaining or 0) > trip.limits.encoded_bytes:
        raise _too_large(url, f"{trip.limits.encoded_bytes:,} bytes as sent")
    body = bytearray()
    for piece in _pieces(trip, url, response):
        body += piece
        if len(body) > trip.limits.decoded_bytes:
            raise _too_large(url, f"{trip.limits.decoded_bytes:,} bytes")
    _refuse_binary(url, kind, bytes(body[:_SNIFF_BYTES]))
    return bytes(body)


def _refuse_binary(url: str, kind: str, head: bytes) -> None:
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            raise _wrong_type(url, name)
    if kind in _UNDECLARED and b"\0" in head and not head.startswith(_WIDE_MARKS):
        raise _wrong_type(url, "binary data without a type")


def _media_type(header: str) -> str:
    return re.split("[;,]", header, maxsplit=1)[0].strip().lower()


def _wrong_type(url: str, what: str) -> FetchError:
    advice = "only HTML, plain text and Markdown are read, so save its text and check that"
    return FetchError(url, f"{what}; {advice}")


def _status_error(url: str, response: HTTPResponse) -> FetchError:
    status, wait = response.status, response.headers.get("Retry-After", "")
    other = "the site is broken or overloaded; try again later" if status >= 500 else "no page; check the URL"
    problem = f"answered HTTP {status}: {_STATUS_HELP.get(status, other)}"
    if re.fullmatch(r"[0-9]{1,6}", wait):
        problem += f" (it asks to wait {wait} s)"
    return FetchError(url, problem, retryable=status >= 500 or status in (408, 429))


def _no_check(place: WebAddress) -> None:
    """robots.txt is not asked for, or is itself what is read."""


def _check_robots(trip: _Trip, place: WebAddress, rules: dict[str, Protego]) -> None:
    """Raise where robots.txt forbids the page or does not answer (RFC 9309, 2.3.1)."""
    if place.origin not in rules:
        rules[place.origin] = _load_robots(trip, place)
    if not rules[place.origin].can_fetch(place.url, _AGENT):
        problem = "robots.txt forbids this page; leave it, or give --ignore-robots, in Python obey_robots=False, if it is yours"
        raise FetchError(place.url, problem)


def _load_robots(trip: _Trip, place: WebAddress) -> Protego:
    from protego import Protego  # only where robots.txt is asked for

    robots = WebAddress(place.scheme, place.host, place.port, "/robots.txt")
    answer, _ = _walk(trip, robots, _read_robots, _no_check)
    if not 200 <= answer.status < 500:
        problem = f"answered HTTP {answer.status}, which forbids all pages; try again later"
        raise FetchError(robots.url, f"{problem}, or give --ignore-robots, in Python obey_robots=False, if it is yours", retryable=True)
    return Protego.parse("\n".join(map(_known_agent, answer.body.decode("utf-8", "replace").splitlines())))


def _read_robots(trip: _Trip, url: str, response: HTTPResponse) -> bytes:
    body = bytearray()
    if response.status in _PAGE_STATUS:
        for piece in _pieces(trip, url, response):
            body += piece
            if len(body) > _ROBOTS_BYTES:
                break
    return bytes(body[:_ROBOTS_BYTES])


def _known_agent(line: str) -> str:
    """Call every agent but ours "other".

    Why: protego 0.7 takes agents x rules steps; 4,000 of each (126 KB) hold it for 25 s (measured).
    """
    found = _AGENT_LINE.match(line)
    if not found:
        return line
    agent = (found.group(1) or "").lower()
    return f"user-agent: {agent if agent in ('*', _AGENT) else 'other'}"
