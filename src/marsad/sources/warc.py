"""Web archives (WARC, ISO 28500) by warcio: the pages, PDFs and texts that servers answered with.

Scripts, styles, pictures, requests, redirects and errors are no reports, and are passed over.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from marsad.errors import SetAside
from marsad.sources import published, streams
from marsad.sources.kinds import kind
from marsad.sources.parts import Found, Given, Member, Part, storable

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

_HEAD = 8_192
_PLAIN = ("text/plain", "text/markdown")
_READ = {"html", "pdf", "docx"}


def records(stream: IO[bytes], given: Given) -> Iterator[Part]:  # noqa: ARG001
    """The documents among a web archive's records, each with the address it came from.

    Raises SetAside with reason "damaged".
    """
    from warcio.archiveiterator import ArchiveIterator

    try:
        for number, record in enumerate(ArchiveIterator(_AsItComes(stream)), start=1):
            content = _content(record)
            if content is not None and _is_document(record, content.peek(_HEAD)[:_HEAD]):
                yield f"record {number}", Member(content, "", _about(record))
    except (SetAside, MemoryError):
        raise
    except Exception as error:  # warcio raises whatever a malformed archive leads it into
        raise SetAside("damaged", "The web archive is damaged or cut off; the rest of it cannot be read.") from error


class _AsItComes:
    """A stream for warcio, which asks for more than a record: given what there is, it sees what comes before damage."""

    def __init__(self, stream: Any) -> None:
        self.read = stream.read1


def _content(record: Any) -> io.BufferedReader | None:
    """What a server answered with, unpacked; None for a record that is no answer, or an error."""
    if record.rec_type not in {"response", "resource"}:
        return None
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return streams.buffered(record.content_stream()) if status == "200" else None


def _is_document(record: Any, head: bytes) -> bool:
    try:
        found = kind("", head)
    except SetAside:
        return False
    return found in _READ or (found == "text" and _media_type(record).startswith(_PLAIN))


def _media_type(record: Any) -> str:
    named = record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
    return str(named or "").strip().lower()


def _about(record: Any) -> Found:
    address = storable(str(record.rec_headers.get_header("WARC-Target-URI") or "")).strip()
    fetched = published.parse(str(record.rec_headers.get_header("WARC-Date") or ""))
    return Found(
        text="",
        url=address if address.startswith(("http://", "https://")) else None,
        extra={"fetched": fetched} if fetched else {},
    )
