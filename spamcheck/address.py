"""From a URL to a socket on a checked address: where `spamcheck.fetch` may go.

Why two checks: a name says nothing about where it leads (`127.1`, `2130706433` and any DNS record can be
loopback). So `parse_url` only makes the URL unambiguous, and `dial` judges the IP addresses that the name
has, all of them, and connects to one of these, so that a second answer of the name server changes nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from spamcheck.errors import FetchError

_URL_CHARS = 8_192  # as Limits.url_chars; longer ones are attacks or mistakes
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")  # parsers disagree on what these mean, so nobody may use them
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.){0,126}[a-z0-9_-]{1,63}")  # `_` occurs in real blog names
_HOST_CHARS = 253  # RFC 1035
_PATH_SAFE = "!$%&'()*+,/:;=?@[]~"  # all else in a path or query is percent-encoded, `%` is kept as it is
_ASCII_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_DEFAULT_PORT = {"http": 80, "https": 443}

# Source: IANA IPv4 and IPv6 special-purpose address registries, read 2026-11. In Python 3.11
# `is_private` misses 14 of these ranges and `is_global` accepts multicast, NAT64 and 6to4: neither is used.
_REFUSED_4 = tuple(
    (ipaddress.IPv4Network(network), reason)
    for network, reason in (
        ("0.0.0.0/8", "this very machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network (CGNAT) or cloud metadata"),
        ("127.0.0.0/8", "this very machine (loopback)"),
        ("168.63.129.16/32", "the Azure wire server"),
        ("169.254.0.0/16", "link-local or cloud metadata"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("192.31.196.0/24", "an anycast sink (AS112)"),
        ("192.52.193.0/24", "a tunnel relay (AMT)"),
        ("192.88.99.0/24", "a tunnel relay (6to4)"),
        ("192.168.0.0/16", "a private network"),
        ("192.175.48.0/24", "an anycast sink (AS112)"),
        ("198.18.0.0/15", "reserved for benchmarks"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved or broadcast"),
    )
)
# IPv6 the other way round: global unicast is one block, everything outside of it is refused (loopback, ULA,
# link-local, site-local, multicast, NAT64, discard, SRv6, v4-compatible).
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_6 = tuple(
    (ipaddress.IPv6Network(network), reason)
    for network, reason in (
        ("2001::/23", "reserved for protocols (Teredo, ORCHID)"),
        ("2001:db8::/32", "reserved for documentation"),
        ("2002::/16", "a tunnel that hides an IPv4 address (6to4)"),
        ("2620:4f:8000::/48", "an anycast sink (AS112)"),
        ("3fff::/20", "reserved for documentation"),
    )
)


def refuse_reason(ip: str) -> str | None:
    """Why `ip` is no public web server, or None where it may be connected to.

    ip: an address as a resolver gives it, never a name; `::ffff:10.0.0.1` counts as the IPv4 inside. Anything
    that is not an address is refused. NAT64 addresses are refused too (they can hide a private one), so on
    a network with DNS64 only, hosts without IPv6 cannot be fetched.
    """
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return "not an IP address"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if isinstance(address, ipaddress.IPv4Address):
        return next((reason for network, reason in _REFUSED_4 if address in network), None)
    if address not in _GLOBAL_6:
        return "outside the public IPv6 range (local, multicast or translated)"
    return next((reason for network, reason in _REFUSED_6 if address in network), None)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A URL taken apart once, so that what is checked and what is asked for cannot differ.

    host: lower-case ASCII (IDN as punycode), without brackets or trailing dot. path: with query, without
    fragment, percent-encoded, starts with "/".
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORT[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The normalised URL: what is really asked for."""
        return self.origin + self.path


def parse_url(url: str) -> WebAddress:
    """Take an absolute http or https URL apart. Raises FetchError that says what is wrong with it."""
    try:
        return _parsed(url)
    except UnicodeError as error:
        raise FetchError(url, "holds half a character (a lone surrogate); remove it") from error
    except ValueError as error:
        raise FetchError(url, str(error)) from error


def redirect_url(base: WebAddress, location: str) -> WebAddress:
    """Where a Location header leads. Raises FetchError as `parse_url` does.

    location: as `http.client` gives it, its bytes decoded as latin-1; non-ASCII bytes and spaces are
    percent-encoded as browsers do, all else is judged like any URL.
    """
    location = quote(location.strip().encode("latin-1"), safe=_ASCII_PRINTABLE)
    try:
        return _parsed(urljoin(base.url, location))
    except ValueError as error:
        raise FetchError(base.url, f"redirects to {location!r}: {error}") from error


def _parsed(url: str) -> WebAddress:
    if len(url) > _URL_CHARS:
        raise ValueError(f"the URL is longer than {_URL_CHARS:,} characters; use a shorter one")
    if found := _FORBIDDEN.search(url):
        bad = found.group()
        raise ValueError(f"a URL may not hold {bad!r}; remove it, or write it as %{ord(bad):02X}")
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORT or not parts.netloc:
        raise ValueError("not a web address; give one that starts with http:// or https://")
    if "@" in parts.netloc:
        raise ValueError("the URL holds a user name or password before @; remove it")
    host = _host(parts.hostname or "", literal="[" in parts.netloc)
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    if parts.query:
        path += "?" + quote(parts.query, safe=_PATH_SAFE)
    port = parts.port if parts.port is not None else _DEFAULT_PORT[parts.scheme]
    return WebAddress(parts.scheme, host, port, path)


def _host(host: str, *, literal: bool) -> str:
    if literal:
        try:
            address = ipaddress.IPv6Address(host)
        except ValueError as error:
            raise ValueError(f"[{host}] is no IPv6 address; check its spelling") from error
        if address.scope_id is not None:
            raise ValueError("the address names a network interface (%...); remove it")
        return address.compressed
    if not host.isascii():
        host = _punycode(host)
    host = host.lower().removesuffix(".")
    if len(host) > _HOST_CHARS or not _HOST.fullmatch(host):
        raise ValueError(f"{host!r} is not a host name; check the spelling of the URL")
    return host


def _punycode(host: str) -> str:
    import idna  # its tables cost time and most hosts are ASCII

    try:
        return idna.encode(host, uts46=True).decode("ascii")  # UTS 46 also maps full-width dots and digits
    except idna.IDNAError as error:
        raise ValueError(f"{host!r} is not an international host name ({error}); check it") from error


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment (time.monotonic(), seconds) at which everything must be over."""

    ends: float

    def wait(self, seconds: float) -> float:
        """`seconds`, or less where less is left. Raises TimeoutError where nothing is left."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(seconds, left)


def _system_resolve(host: str, port: int) -> list[str]:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _system_connect(ip: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((ip, port), seconds)  # an address, so nothing is resolved a second time


Resolver = Callable[[str, int], Sequence[str]]  # host, port -> IP addresses; OSError where there are none
Connector = Callable[[str, int, float], socket.socket]  # IP address, port, seconds -> open socket


@dataclass(frozen=True, slots=True)
class Network:
    """The two things that touch the network; tests hand in their own."""

    resolve: Resolver = _system_resolve
    connect: Connector = _system_connect


def dial(place: WebAddress, network: Network, deadline: Deadline, seconds: float, *, allow_private: bool) -> socket.socket:
    """An open socket to `place`: one look-up, every address judged, then these addresses tried in order.

    seconds: at most so long per address. Raises FetchError; TimeoutError where the deadline passes.
    """
    addresses = _look_up(place, network, deadline)
    for ip in addresses:
        reason = None if allow_private else refuse_reason(ip)
        if reason is not None:
            problem = f"{place.host} leads to {ip}, which is {reason}; only public addresses are read"
            raise FetchError(place.url, f"{problem} (--allow-private, in Python allow_private=True, for a machine of your own)")
    failure = OSError("it has no address")
    for ip in addresses:
        allowed = deadline.wait(seconds)
        try:
            return network.connect(ip, place.port, allowed)
        except OSError as error:
            failure = error
    why = "no answer in time" if isinstance(failure, TimeoutError) else failure.strerror or str(failure)
    problem = f"cannot connect to {place.host} ({why}); check that the site is up, then try again"
    raise FetchError(place.url, problem, retryable=True) from failure


def _look_up(place: WebAddress, network: Network, deadline: Deadline) -> Sequence[str]:
    """All addresses of the host, in a thread of its own because `getaddrinfo` knows no time limit."""
    answer: Future[Sequence[str]] = Future()

    def look_up() -> None:
        try:
            answer.set_result(network.resolve(place.host, place.port))
        except BaseException as error:  # handed to the waiting caller, whatever it is
            answer.set_exception(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        return answer.result(deadline.wait(float("inf")))
    except TimeoutError:
        raise
    except (OSError, UnicodeError) as error:
        later = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        advice = "check the network and try again" if later else "check its spelling"
        problem = f"the name {place.host} was not found in DNS ({error}); {advice}"
        raise FetchError(place.url, problem, retryable=later) from error
