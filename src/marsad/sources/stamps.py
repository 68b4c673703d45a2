"""Time stamps (RFC 3161) from an authority that the user names. Only the digest of the bytes goes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.sources.net.rules import Rules

QUERY = "application/timestamp-query"


def token(content: bytes, authority: str, rules: Rules | None = None) -> bytes:
    """The authority's reply, DER, to a request to stamp the SHA-256 of these bytes.

    Raises:
        FetchProblem: the authority gave no reply.
        InputError: it refused, or replied to something else than what was asked.

    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, decode_timestamp_response

    from marsad.sources.net.fetch import Fetcher

    asked = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
    reply = Fetcher(rules).post(authority, asked.as_bytes(), QUERY)
    try:
        told = decode_timestamp_response(reply)
        granted = told.status == 0 and told.tst_info.nonce == asked.nonce
    except ValueError as error:
        raise InputError(f"{authority} gave no time stamp: what it replied can't be read as one.") from error
    if not granted:
        raise InputError(f"{authority} gave no time stamp: it refused, or replied to something else than was asked.")
    return reply
