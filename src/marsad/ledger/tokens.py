"""Time stamps (RFC 3161) kept with what they are over, and whether they hold."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy import Connection, select

from marsad.errors import InputError
from marsad.ledger import schema
from marsad.ledger.clock import stamp
from marsad.ledger.kept import keep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rfc3161_client import TimeStampResponse

    from marsad.ledger.audit import Writer

Kind = Literal["capture", "position"]


class Token(NamedTuple):
    """A time stamp as it is kept."""

    id: str
    kind: str
    about: str
    """SHA-256 of the bytes, or the position of the ledger that it is over."""
    authority: str
    certificates: str
    """PEM: the certificates that the authority is trusted by."""
    stamped: str
    """The time in it, as the ledger writes times."""
    token: bytes


def add(
    writer: Writer, kind: Kind, about: str, content: bytes, *, authority: str, certificates: str, token: bytes
) -> str:
    """Keep a time stamp over some bytes; the time in it. An `InputError` says why it does not hold."""
    problem = wrong(token, hashlib.sha256(content).digest(), certificates)
    if problem:
        raise InputError(f"The time stamp of {authority} is not kept: {problem}.")
    made = stamp(_decoded(token).tst_info.gen_time)
    keep(
        writer, schema.token, kind=kind, about=about, authority=authority, certificates=certificates,
        stamped=made, token=token,
    )  # fmt: skip
    return made


def of(connection: Connection, kind: Kind | None = None, about: str | None = None) -> list[Token]:
    """The time stamps kept, all or those of a kind or over one thing, oldest first."""
    columns = schema.token.c
    query = select(*(columns[name] for name in Token._fields)).order_by(columns.stamped, columns.id)
    if kind is not None:
        query = query.where(columns.kind == kind)
    if about is not None:
        query = query.where(columns.about == about)
    return [Token(*row) for row in connection.execute(query)]


def content(connection: Connection, kind: Kind, about: str) -> bytes | None:
    """The bytes that a time stamp is over; None where there are none such."""
    if kind == "capture":
        return connection.scalar(select(schema.capture.c.content).where(schema.capture.c.sha256 == about))
    number, _, mark = about.partition(":")
    found = connection.scalar(select(schema.audit.c.hash).where(schema.audit.c.seq == int(number)))
    return found.encode() if found and found.startswith(mark) else None


def astray(connection: Connection) -> Iterator[tuple[str, str]]:
    """The time stamps that do not hold, by id, with why."""
    for one in of(connection):
        kind: Kind = "capture" if one.kind == "capture" else "position"
        over = content(connection, kind, one.about)
        if over is None:
            yield one.id, f"the {one.kind} {one.about} that it is over is not there"
        elif problem := wrong(one.token, hashlib.sha256(over).digest(), one.certificates):
            yield one.id, problem


def wrong(token: bytes, digest: bytes, certificates: str) -> str | None:
    """Why a time stamp does not hold for a SHA-256 by these certificates; None where it does."""
    from cryptography.x509 import load_pem_x509_certificates
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        trusted = load_pem_x509_certificates(certificates.encode())
    except ValueError:
        return "the certificates of the authority are not in PEM form"
    try:
        builder = VerifierBuilder()
        for one in dict.fromkeys(trusted):
            builder = builder.add_root_certificate(one)
        builder.build().verify(_decoded(token), digest)
    except (VerificationError, ValueError) as error:
        return f"it does not hold by the certificates given ({error})"
    return None


def _decoded(token: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response

    return decode_timestamp_response(token)
