"""Plain text and Markdown."""

from __future__ import annotations

import re
from typing import Any

from marsad.errors import SetAside
from marsad.sources import datelines, encodings, published
from marsad.sources.languages import code
from marsad.sources.parts import MAX_TEXT, Found, Given, storable, too_long

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_DETAILS = frozenset({"title", "publisher", "published", "date", "language", "lang", "url"})
_HEADING = re.compile(r"\A\s*#{1,2}[ \t]+(?P<title>[^\n]{2,200}?)[ \t#]*\r?$", re.MULTILINE)


_MAX_FRONT = 20_000
"""Longest front matter that is read, in characters; YAML is slow to read."""

_MAX_PLAIN = 4 * MAX_TEXT
"""More bytes than any text of `MAX_TEXT` takes in UTF-8: not worth decoding."""


def plain(raw: bytes, given: Given) -> Found:
    """Plain text: stored as decoded, with title, published time and agency from its first lines."""
    return datelines.read(_decoded(raw, given))


def markdown(raw: bytes, given: Given) -> Found:
    """Markdown: the body is stored as it is written; front matter (YAML) and a first heading give the metadata.

    Front matter may hold title, publisher, published (or date), language (or lang) and url; what else it says is kept.
    Raises SetAside where it cannot be read.
    """
    text = _decoded(raw, given)
    front = _FRONT.match(text[:_MAX_FRONT])
    body = text[front.end() :] if front else text
    meta = _mapping(front["yaml"]) if front else {}
    heading = _HEADING.match(body)
    head = datelines.read(body)
    return Found(
        text=body,
        title=_word(meta, "title") or (heading["title"].strip() if heading else head.title),
        publisher=_word(meta, "publisher") or head.publisher,
        published=published.parse(_word(meta, "published", "date") or "") or head.published,
        language=code(_word(meta, "language", "lang")),
        url=_word(meta, "url"),
        extra={name: value for name in sorted(meta.keys() - _DETAILS) if (value := _word(meta, name))},
    )


def _decoded(raw: bytes, given: Given) -> str:
    if len(raw) > _MAX_PLAIN:
        raise too_long()
    return encodings.decode(raw, given.encoding)


def _mapping(yaml_text: str) -> dict[str, Any]:
    import yaml

    try:
        value = yaml.load(yaml_text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings only
    except yaml.YAMLError as error:
        raise SetAside("front-matter", "The front matter between the --- lines is not valid YAML.") from error
    return {str(key).lower(): item for key, item in value.items()} if isinstance(value, dict) else {}


def _word(meta: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = meta.get(name)
        if isinstance(value, str) and value.strip():
            return storable(value.strip())
    return None
