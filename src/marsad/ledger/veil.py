"""Putting pseudonyms in the place of protected names, in records that leave the ledger.

Every word of a record goes through here: quotes, titles, addresses, registry ids, reasons of rulings. Spans are moved
with the words, so that they still slice the text of the document as it is shown. Ids of documents, claims, captures and
rulings are digests of words: whoever guesses a name could test it on them. In their place stand keyed ones.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from marsad.ledger.terms import plain
from marsad.model import Entry, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

Shown = TypeVar("Shown", bound=Record)

ID = re.compile(r"[0-9a-f]{32}(?:[0-9a-f]{32})?(?:\+[0-9a-f]{32})?")
"""What the ids of the ledger look like."""

LONG = 8
"""Letters from which on a name is also found inside of words, as in the address of a site."""

CODE = 6


def fold(text: str) -> str:
    """The text without case and accents, letter for letter: offsets stay."""
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    bare = [part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)]
    return bare[0].lower() if len(bare) == 1 and len(bare[0].lower()) == 1 else letter


class Cover:
    """A text with pseudonyms in it, and where its old offsets have gone."""

    def __init__(self, text: str, found: list[tuple[int, int, str]]) -> None:
        pieces, at, self._spans = [], 0, list[tuple[int, int, int, int]]()
        length = 0
        for start, end, pseudonym in found:
            pieces += [text[at:start], pseudonym]
            length += start - at
            self._spans.append((start, end, length, length + len(pseudonym)))
            length += len(pseudonym)
            at = end
        self.text = "".join([*pieces, text[at:]])
        self._starts = [span[0] for span in self._spans]

    def start(self, offset: int) -> int:
        """Where words that began at an offset begin now."""
        return self._moved(offset, end=False)

    def end(self, offset: int) -> int:
        """Where words that ended before an offset end now."""
        return self._moved(offset, end=True)

    def _moved(self, offset: int, *, end: bool) -> int:
        index = bisect_right(self._starts, offset - 1 if end else offset) - 1
        if index < 0:
            return offset
        _, old_end, new_start, new_end = self._spans[index]
        if offset < old_end or (end and offset == old_end):
            return new_end if end else new_start
        return new_end + offset - old_end


@dataclass(frozen=True)
class Veil:
    """The ledger's key, and the protected names with their pseudonyms."""

    key: bytes
    names: Mapping[str, str]
    ids: bool = True
    """Whether ids are keyed, too."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.names, key=len, reverse=True)
        return re.compile("|".join(f"({_words(name)})" for name in longest))

    @cached_property
    def _pseudonyms(self) -> list[str]:
        return [self.names[name] for name in sorted(self.names, key=len, reverse=True)]

    def cover(self, text: str) -> Cover:
        """The text with pseudonyms for names."""
        found = [
            (match.start(), match.end(), self._pseudonyms[(match.lastindex or 1) - 1])
            for match in self._pattern.finditer(fold(text))
        ]
        return Cover(text, found)

    def words(self, text: str | None) -> str | None:
        """The words with pseudonyms for names, and keyed ids for ids."""
        if text is None:
            return None
        return self.id(text) if self.ids and ID.fullmatch(text) else self.cover(text).text

    def id(self, id_: str) -> str:
        """The id that stands in an output for an id of the ledger, or for two joined by a +."""
        return "+".join(keyed(self.key, "id", part)[: len(part)] for part in id_.split("+"))

    def names_of(self, asked: str) -> tuple[str, ...]:
        """The words that somebody asks for, with each of the names that a pseudonym in them stands for."""
        found = [
            re.sub(re.escape(called), lambda _, name=name: name, asked, flags=re.IGNORECASE)  # type: ignore[misc]
            for name, called in self.names.items()
            if called.casefold() in asked.casefold()
        ]
        return tuple(found) or (asked,)

    def entry(self, entry: Entry, text: str) -> Entry:
        """An entry as it is shown; `text` is the stored text of its document."""
        shown = self.record(entry, self.cover(text))
        protected = shown.reading.publisher != entry.reading.publisher
        return shown.model_copy(update={"url": None}) if protected else shown

    def record(self, record: Shown, cover: Cover | None = None) -> Shown:
        """A record as it is shown; its spans are moved where the cover of their document's text is given."""
        shown = self._value(record.model_dump(), cover)
        return type(record).model_validate(shown)

    def json(self, text: str) -> str:
        """JSON as it is shown."""
        return json.dumps(self._value(json.loads(text), None), ensure_ascii=False)

    def told(self, values: dict[str, Any]) -> dict[str, Any]:
        """Values by name as they are shown."""
        return self._mapping(values, None)

    def _value(self, value: Any, cover: Cover | None) -> Any:
        if isinstance(value, str):
            return self.words(value)
        if isinstance(value, dict):
            return self._mapping(value, cover)
        if isinstance(value, list | tuple):
            return [self._value(item, cover) for item in value]
        return value

    def _mapping(self, value: dict[str, Any], cover: Cover | None) -> dict[str, Any]:
        shown = {self.words(key) or "": self._value(item, cover) for key, item in value.items()}
        if "publisher" in value and shown["publisher"] != value["publisher"]:
            # Where it was found tells who published it, whatever its name.
            shown |= {name: blank for name, blank in (("url", None), ("source", "")) if name in value}
        if isinstance(value.get("link"), dict) and (shown["text"] != value["text"] or shown["name"] != value["name"]):
            shown["link"] = None
        if cover is None:
            return shown
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            shown |= self._moved(value["start"], value["end"], cover)
        elif isinstance(value.get("span"), list | tuple):
            first, last = value["span"]
            moved = self._moved(first, last, cover)
            shown |= {"span": (moved["start"], moved["end"]), "text": moved["text"]}
        return shown

    @staticmethod
    def _moved(start: int, end: int, cover: Cover) -> dict[str, Any]:
        first, last = cover.start(start), cover.end(end)
        return {"start": first, "end": last, "text": cover.text[first:last]}


def pseudonym(key: bytes, called: str) -> str:
    """The pseudonym of a name: the same for the same name in one ledger, and not to be guessed without its key."""
    digest = bytes.fromhex(keyed(key, "name", plain(called).strip()))
    return f"Source {base64.b32encode(digest).decode()[:CODE]}"


def keyed(key: bytes, what: str, value: str) -> str:
    """A keyed digest (HMAC-SHA-256) as hex; `what` keeps digests for different ends apart."""
    return hmac.new(key, f"{what}:{value}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _words(name: str) -> str:
    """A pattern for a name in folded text: its words with anything but letters between them, or nothing."""
    parts = re.findall(r"[^\W_]+", fold(name))
    pattern = r"[\W_]*".join(map(re.escape, parts))
    whole = all(part.isascii() for part in parts) and sum(map(len, parts)) < LONG
    return rf"(?<![^\W_]){pattern}(?![^\W_])" if whole else pattern
