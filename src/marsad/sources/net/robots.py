"""robots.txt, as RFC 9309 says: what a site asks programs not to fetch, and how long it wants them to pause."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from protego import Protego

from marsad.sources.net.addresses import site
from marsad.sources.net.problems import FetchProblem
from marsad.sources.net.rules import USER_AGENT

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from marsad.sources.net.deadline import Deadline

MAX_SIZE = 512_000
"""Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB at least."""

_KEPT = 12 * 3600.0
"""Seconds for which a robots.txt is not asked for again; RFC 9309 allows a day."""


class _Known(NamedTuple):
    rules: Protego | None
    """None: the site could not say, so nothing may be fetched."""
    until: float


class Robots:
    """The wishes of each site, asked for once."""

    def __init__(self, load: Callable[[httpx.URL, Deadline], tuple[int, bytes]]) -> None:
        """`load` fetches an address and gives its status and the beginning of its body; it may raise FetchProblem."""
        self._load = load
        self._known: dict[str, _Known] = {}

    def pause(self, url: httpx.URL, deadline: Deadline) -> float | None:
        """The pause, in seconds, that the site of an address wants between requests; None where it wants none.

        Raises FetchProblem ("robots") where the address is not to be fetched by programs, and what `load` raises.
        """
        name = site(url)
        known = self._known.get(name)
        if known is None or known.until < time.monotonic():
            known = self._known[name] = self._ask(url, deadline)
        if known.rules is None:
            del self._known[name]
            raise FetchProblem(
                "robots", f"The robots.txt of {url.host} cannot be had now, so nothing is fetched there.", passing=True
            )
        if not known.rules.can_fetch(str(url), USER_AGENT):
            raise FetchProblem(
                "robots",
                f"The robots.txt of {url.host} asks programs not to fetch this; "
                "save the page with a browser and ingest the file.",
            )
        return known.rules.crawl_delay(USER_AGENT)

    def _ask(self, url: httpx.URL, deadline: Deadline) -> _Known:
        status, body = self._load(url.copy_with(raw_path=b"/robots.txt"), deadline)
        until = time.monotonic() + _KEPT
        if status >= 500 or status == 429:
            return _Known(None, until)
        return _Known(Protego.parse(body.decode("utf-8-sig", "replace") if status < 300 else ""), until)
