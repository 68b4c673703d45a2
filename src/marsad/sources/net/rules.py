"""What a fetcher keeps to."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field

from marsad import __version__

USER_AGENT = f"Marsad/{__version__}"
"""What Marsad calls itself; robots.txt may name it as "marsad"."""

Resolver = Callable[[str, int], list[str]]
"""From a name and a port to IP addresses; raises OSError."""


def system_resolver(name: str, port: int) -> list[str]:
    """The addresses that the operating system gives for a name."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a server's answer is borne."""

    total: float = 60.0
    """Seconds for one address with all its redirects, from the first look-up to the last byte; pauses do not count."""
    silence: float = 20.0
    """Seconds without a single byte."""
    size: int = 50_000_000
    """Bytes of an answer, as sent and as unpacked."""
    redirects: int = 5
    pause: float = 60.0
    """Longest wait, in seconds, that a robots.txt or a server may ask for; beyond it the address is given up."""
    attempts: int = 3
    """How often a server that says "too many requests" or "busy" is asked."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How to fetch.

    Attributes:
        allow_private: let addresses of this machine and its own networks be fetched.
        proxy: address of a proxy (http, https, socks5); None: that of the environment, "": none.
        limits: what is borne of a server.
        gap: seconds between two requests to one host, at least.
        resolver: how names become IP addresses.

    """

    allow_private: bool = False
    proxy: str | None = None
    limits: Limits = field(default_factory=Limits)
    gap: float = 1.0
    resolver: Resolver = system_resolver
