"""Fetching: one address that the user named, with its redirects, politely and within limits."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

import httpcore
import httpx

from marsad.model import Fetched
from marsad.sources.net import addresses, bodies, failures, problems, proxies, robots
from marsad.sources.net.deadline import Deadline
from marsad.sources.net.gate import Gate
from marsad.sources.net.pace import Pace
from marsad.sources.net.problems import FetchProblem
from marsad.sources.net.rules import USER_AGENT, Rules
from marsad.sources.net.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_NOT_KEPT = frozenset({"set-cookie", "set-cookie2", "www-authenticate"})
"""Headers that say something of whoever asked."""

_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, */*;q=0.8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave."""

    body: bytes
    """Unpacked as the server's Content-Encoding says; empty where `unchanged`."""
    fetched: Fetched

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing has changed since the visit whose ETag or time was given."""
        return self.fetched.status == 304


class _Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Fetcher:
    """Fetches addresses, one after the other. Not for use from several threads."""

    def __init__(self, rules: Rules | None = None) -> None:
        """Raises InputError where the proxy cannot be used."""
        self._rules = rules or Rules()
        self._limits = self._rules.limits
        self._gate = Gate(self._rules.resolver, allow_private=self._rules.allow_private)
        self._proxy_for = proxies.chooser(self._rules.proxy)
        self._tls = httpx.create_ssl_context()
        self._pace = Pace(self._rules.gap)
        self._robots = robots.Robots(self._load_robots)

    def get(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """Fetch an address.

        Args:
            address: http or https.
            etag: the ETag of the last visit, so that the server may answer that nothing has changed.
            modified: the Last-Modified of the last visit, for the same.

        Raises:
            FetchProblem: it gave nothing.

        """
        deadline = Deadline(self._limits.total, self._limits.silence)
        headers = {"Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers |= {name: value for name, value in conditions.items() if value}
        reply, passed = self._follow(addresses.parse(address), lambda url: self._politely(url, headers, deadline))
        fetched = Fetched(
            address=address,
            final=str(passed[-1]),
            redirects=[str(url) for url in passed[1:-1]],
            status=reply.status,
            headers={name: value for name, value in reply.headers.items() if name not in _NOT_KEPT},
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        if not (200 <= reply.status < 300 or (reply.status == 304 and (etag or modified))):
            raise problems.status(fetched, _retry_after(reply))
        return Answer(reply.body, fetched)

    def post(self, address: str, content: bytes, media_type: str, token: str | None = None) -> bytes:
        """Send bytes to an address that the user named for it; what it replies. Redirects are not followed.

        Args:
            address: http or https.
            content: the body.
            media_type: its type.
            token: shown to the server as a bearer's (RFC 6750).

        Raises:
            FetchProblem: the server does not take them.

        """
        deadline = Deadline(self._limits.total, self._limits.silence)
        url = addresses.parse(address)
        headers = {"Content-Type": media_type} | ({"Authorization": f"Bearer {token}"} if token else {})
        reply = self._once("POST", url, headers, deadline, content=content)
        if not 200 <= reply.status < 300:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            fetched = Fetched(address=address, final=str(url), status=reply.status, headers=reply.headers, at=at)
            raise problems.status(fetched, _retry_after(reply))
        return reply.body

    def _follow(self, start: httpx.URL, ask: Callable[[httpx.URL], _Reply]) -> tuple[_Reply, list[httpx.URL]]:
        """The last reply of a chain of redirects, and the addresses of all."""
        passed = [start]
        while True:
            reply = ask(passed[-1])
            target = reply.headers.get("location", "").strip().replace(" ", "%20")
            if reply.status not in _REDIRECTS or not target:
                return reply, passed
            following = addresses.parse(target, passed[-1])
            if passed[-1].scheme == "https" and following.scheme != "https":
                raise FetchProblem(
                    "redirects", f"It leads from https to the unprotected {following}; name that one if you trust it."
                )
            if len(passed) > self._limits.redirects:
                raise FetchProblem("redirects", f"It leads on more than {self._limits.redirects} times.")
            passed.append(following)

    def _politely(self, url: httpx.URL, headers: dict[str, str], deadline: Deadline) -> _Reply:
        """One reply, as the site's robots.txt and pace allow; a busy server is asked again when it says."""
        delay, name = self._robots.pause(url, deadline), addresses.site(url)
        for attempt in range(1, self._limits.attempts + 1):
            due = self._pace.due(name)
            if due > self._limits.pause:
                words = f"{url.host} wants a pause of {problems.seconds(due)} before it is asked again."
                raise FetchProblem("pause", words, passing=True, wait=due)
            deadline.pause(due)
            reply = self._once("GET", url, headers, deadline)
            wait = _retry_after(reply) if reply.status in _BUSY else None
            self._pace.asked(name, max(delay or 0.0, wait or 0.0))
            if wait is None or wait > self._limits.pause or attempt == self._limits.attempts:
                return reply
        raise AssertionError("unreachable")

    def _load_robots(self, url: httpx.URL, deadline: Deadline) -> tuple[int, bytes]:
        headers = {"Accept-Encoding": "identity"}
        try:
            reply, _ = self._follow(
                url, lambda one: self._once("GET", one, headers, deadline, limit=robots.MAX_SIZE, cut=True)
            )
        except FetchProblem as problem:
            if problem.reason not in {"redirects", "address"}:
                raise
            return 404, b""  # RFC 9309: a robots.txt that leads nowhere forbids nothing
        return reply.status, reply.body

    def _once(
        self,
        method: str,
        url: httpx.URL,
        headers: dict[str, str],
        deadline: Deadline,
        *,
        content: bytes | None = None,
        limit: int | None = None,
        cut: bool = False,
    ) -> _Reply:
        """One request and its reply; the body is read of a success only."""
        own = [*{"Host": url.netloc.decode("ascii"), "User-Agent": USER_AGENT, **headers}.items()]
        with failures.plainly(url.host), self._pool(url, deadline) as pool:
            target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
            with pool.stream(method, target, headers=own, content=content) as response:
                named = _headers(response.headers)
                body = b""
                if 200 <= response.status < 300:
                    coding = named.get("content-encoding", "")
                    body = bodies.whole(response.iter_stream(), coding, limit or self._limits.size, cut=cut)
                return _Reply(response.status, named, body)

    @contextmanager
    def _pool(self, url: httpx.URL, deadline: Deadline) -> Iterator[httpcore.ConnectionPool]:
        """What makes the connection: straight to the checked address, or through the proxy that the user set."""
        proxy = self._proxy_for(url)
        if proxy is None:
            with httpcore.ConnectionPool(ssl_context=self._tls, network_backend=Wire(self._gate, deadline)) as pool:
                yield pool
            return
        self._gate.name(url.raw_host.decode("ascii"))
        wire = Wire(Gate(self._rules.resolver, allow_private=True), deadline)
        login = (proxy.username, proxy.password) if proxy.username else None
        where = httpcore.URL(
            scheme=proxy.raw_scheme.replace(b"socks5h", b"socks5"), host=proxy.raw_host, port=proxy.port, target=b"/"
        )
        kind = httpcore.SOCKSProxy if where.scheme == b"socks5" else httpcore.HTTPProxy
        with kind(where, proxy_auth=login, ssl_context=self._tls, network_backend=wire) as pool:
            yield pool


def _headers(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name in lower case; several of one name are joined by commas."""
    found: dict[str, str] = {}
    for name, value in raw:
        key, words = name.decode("latin-1").lower(), _words(value)
        found[key] = f"{found[key]}, {words}" if key in found else words
    return found


def _words(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _retry_after(reply: _Reply) -> float | None:
    """Seconds that a reply asks to wait, where it does."""
    words = reply.headers.get("retry-after", "").strip()
    if words.isdecimal():
        return min(float(words), 1e9)
    try:
        return max(0.0, parsedate_to_datetime(words).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None
