"""Which IP addresses may be connected to: those of the public internet, unless the user allows others.

The tables follow IANA's registries of special-purpose addresses (RFC 6890 and its updates). IPv6 forms that carry an
IPv4 address are judged by that.
"""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading
from typing import TYPE_CHECKING

from marsad.sources.net.problems import FetchProblem

if TYPE_CHECKING:
    from marsad.sources.net.rules import Resolver

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

_KINDS = {
    "unspecified": "0.0.0.0/8",
    "private": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16",
    "carrier's private": "100.64.0.0/10",
    "loopback": "127.0.0.0/8",
    "link-local": "169.254.0.0/16",
    "reserved": "192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4",
    "multicast": "224.0.0.0/4",
}
_SPECIAL_4 = [(ipaddress.IPv4Network(net), kind) for kind, nets in _KINDS.items() for net in nets.split()]
_KINDS_6 = {
    "loopback": "::1/128",
    "unspecified": "::/128",
    "link-local": "fe80::/10",
    "private": "fc00::/7 fec0::/10",
    "multicast": "ff00::/8",
    "reserved": "2001::/23 2001:db8::/32 3fff::/20",
}
_SPECIAL_6 = [(ipaddress.IPv6Network(net), kind) for kind, nets in _KINDS_6.items() for net in nets.split()]
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_CARRIERS = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4
)
"""IPv6 networks that carry an IPv4 address, and how many bits stand after it."""

_INSIDE = re.compile(r"[^.]*|(?:.*\.)?(?:localhost|local|internal|intranet|lan|home\.arpa|corp|home)", re.IGNORECASE)
"""Names that mean this machine or its own network."""


def special(address: Ip) -> str | None:
    """What kind of address it is that is not of the public internet; None for one that is."""
    if isinstance(address, ipaddress.IPv4Address):
        return next((kind for net, kind in _SPECIAL_4 if address in net), None)
    if address.scope_id:
        return "link-local"
    for net, after in _CARRIERS:
        if address in net:
            return special(ipaddress.IPv4Address(int(address) >> after & 0xFFFFFFFF))
    found = next((kind for net, kind in _SPECIAL_6 if address in net), None)
    return found or (None if address in _GLOBAL_6 else "reserved")


class Gate:
    """Turns host names into IP addresses that may be connected to."""

    def __init__(self, resolver: Resolver, *, allow_private: bool) -> None:
        self._resolver, self._allow_private = resolver, allow_private

    def addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """The IP addresses of a host, looked up once, every one of them checked.

        Raises FetchProblem ("dns", "timeout" or "refused-address").
        """
        found = self._look_up(host, port, seconds)
        for words in found:
            try:
                kind = special(ipaddress.ip_address(words))
            except ValueError:
                kind = "unknown"
            self._refuse(host, kind)
        return found

    def name(self, host: str) -> None:
        """Check a host that a proxy will look up: no look-up is made here, so only its spelling can be judged."""
        try:
            kind = special(ipaddress.ip_address(host))
        except ValueError:
            try:
                kind = special(ipaddress.IPv4Address(socket.inet_aton(host)))
            except OSError:
                kind = "private" if _INSIDE.fullmatch(host) else None
        self._refuse(host, kind)

    def _refuse(self, host: str, kind: str | None) -> None:
        if kind is None or self._allow_private:
            return
        raise FetchProblem(
            "refused-address",
            f"{host} leads to {'an' if kind[0] in 'aeiou' else 'a'} {kind} address, not to the public internet; "
            "give --allow-private if you mean it.",
        )

    def _look_up(self, host: str, port: int, seconds: float) -> list[str]:
        """Ask the resolver, which may hang, from a thread of its own."""
        answers: queue.Queue[list[str] | Exception] = queue.Queue()

        def ask() -> None:
            try:
                answers.put(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True, name="look-up").start()
        try:
            answer = answers.get(timeout=seconds)
        except queue.Empty:
            raise FetchProblem("timeout", f"The name {host} could not be looked up in time.", passing=True) from None
        if isinstance(answer, Exception) or not answer:
            passing = isinstance(answer, socket.gaierror) and answer.errno != socket.EAI_NONAME
            raise FetchProblem("dns", f"The name {host} is not known, or cannot be looked up now.", passing=passing)
        return answer
