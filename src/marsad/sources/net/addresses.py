"""Addresses as the user or a redirect writes them: which are web addresses that may be asked for at all."""

from __future__ import annotations

import re

import httpx

from marsad.sources.net.problems import FetchProblem

HOST = re.compile(r"(?=.*[^.])[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+:[0-9A-Fa-f:.]*")
"""A name or IPv4 address, or an IPv6 address without a zone."""
_LONGEST = 4_000


def parse(words: str, base: httpx.URL | None = None) -> httpx.URL:
    """The address, without its fragment and with its host in ASCII.

    Args:
        words: the address, or a reference to be read relative to `base`.
        base: the address whose answer named it.

    Raises:
        FetchProblem: with reason "address": malformed, of another scheme than http and https, or with a login.

    """
    try:
        if len(words) > _LONGEST or re.search(r"[\s\x00-\x1f\x7f\\]", words):
            raise httpx.InvalidURL("characters")
        url = httpx.URL(words) if base is None else base.join(words)
        host, port = url.raw_host.decode("ascii"), url.port
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchProblem("address", "This is not a web address that can be read.") from error
    if url.scheme not in {"http", "https"}:
        raise FetchProblem("address", f"Only http and https addresses are fetched, not {url.scheme or 'this'}.")
    if url.userinfo:
        raise FetchProblem("address", "Addresses with a name and password in them are not fetched.")
    if not HOST.fullmatch(host) or port == 0:
        raise FetchProblem("address", "The address names no host that can be asked.")
    return url.copy_with(host=host.rstrip("."), fragment=None)


def site(url: httpx.URL) -> str:
    """Scheme, host and port: what robots.txt and pauses count by."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
