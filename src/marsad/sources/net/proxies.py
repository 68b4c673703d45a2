"""Whether requests go through a proxy, and through which."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]

import httpx

from marsad.errors import InputError
from marsad.sources.net.addresses import HOST

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMES = frozenset({"http", "https", "socks5", "socks5h"})


def chooser(option: str | None) -> Callable[[httpx.URL], httpx.URL | None]:
    """A function from an address to the proxy that it goes through.

    Args:
        option: the proxy's address; "" for none; None for what HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY say.

    Raises:
        InputError: it cannot be used as a proxy.

    """
    if option is not None:
        fixed = _proxy(option) if option else None
        return lambda _url: fixed
    named = getproxies_environment()
    known = {scheme: _proxy(words) for scheme, words in named.items() if scheme in {"http", "https", "all"} and words}

    def choose(url: httpx.URL) -> httpx.URL | None:
        if proxy_bypass_environment(url.host, named):
            return None
        return known.get(url.scheme) or known.get("all")

    return choose


def _proxy(words: str) -> httpx.URL:
    try:
        url = httpx.URL(words if "://" in words else f"http://{words}")
    except httpx.InvalidURL as error:
        raise InputError(f"{words!r} is no address of a proxy; write it as socks5://127.0.0.1:9050.") from error
    if url.scheme not in SCHEMES or not HOST.fullmatch(url.raw_host.decode("ascii")):
        raise InputError("A proxy's address begins with http, https or socks5, as in socks5://127.0.0.1:9050.")
    return url
