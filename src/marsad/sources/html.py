"""Articles in HTML pages: the text by trafilatura, the metadata by the page's own tags.

Nothing is fetched and no script runs. The stored text is the headline, a blank line, and the article's paragraphs.
"""

from __future__ import annotations

import logging
import re
import warnings
from typing import Any

from marsad.errors import SetAside
from marsad.sources import datelines, encodings, published
from marsad.sources.languages import code
from marsad.sources.parts import Found, Given, storable

_MAX_PAGE = 3_000_000
"""Longest page that is read, in characters without embedded images: trees of larger ones take over 500 MB."""

_EMBEDDED = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=]+")
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"^.{30,}[.!?؟。…][\"'”’)\]]*(?:\s|$)", re.MULTILINE)
_TIMES = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='parsely-pub-date' or @name='pubdate' or @name='publish-date' or @name='date']/@content",
    "//meta[@name='DC.date.issued' or @name='dcterms.created' or @name='sailthru.date']/@content",
    "//article//time[@pubdate]/@datetime",
)
_MAX_TIMES = 50
"""Times that are looked at: an article has a handful."""

_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def article(raw: bytes, given: Given) -> Found:
    """The article of a page. Raises SetAside with reason "no-article", "too-large" or those of decoding."""
    page = _EMBEDDED.sub("", encodings.decode(raw, given.encoding, hint=encodings.declared(raw)))
    if len(page) > _MAX_PAGE:
        raise _too_large()
    page = _whole(page)
    found, tree = _extract(page)
    body = storable((found.text or "").strip()) if found is not None else ""
    if not _SENTENCE.search(body):
        raise SetAside("no-article", "The page holds no article: only menus, forms or scripts.")
    title = _line(found.title)
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}"
    url = _line(found.url)
    return Found(
        text=text,
        title=title,
        publisher=_line(found.sitename),
        published=_published(tree, page) or published.parse(found.date or "") or datelines.read(body).published,
        likely_language=code(str(tree.get("lang") or "")) if tree is not None else None,
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def _too_large() -> SetAside:
    return SetAside("too-large", f"The page has more than {_MAX_PAGE:,} characters; none so long is read.")


def words(page: str) -> str:
    """All words of a page that is itself the report, such as a mail: no menus to be told from an article."""
    import trafilatura

    if len(page) > _MAX_PAGE:
        raise _too_large()
    return storable(trafilatura.html2txt(_whole(page)) or "").strip()


def _whole(page: str) -> str:
    """The page; a fragment, which trafilatura would refuse, as one."""
    return page if _WHOLE.search(page) else f"<html><body>{page}</body></html>"


def _extract(page: str) -> tuple[Any, Any]:
    """The document of trafilatura and lxml's tree, either of them None where the page is broken beyond repair."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import trafilatura

        try:
            tree = trafilatura.load_html(page)
            document = trafilatura.bare_extraction(
                page,
                with_metadata=True,
                include_comments=False,
                include_tables=True,
                date_extraction_params={"extensive_search": False, "original_date": True},
            )
        except Exception as error:
            raise SetAside("no-article", "The page is too broken to read.") from error
    return document, tree


def _published(tree: Any, page: str) -> str | None:
    """The published time with its clock and offset, which trafilatura cuts to the day."""
    values = [str(value) for path in _TIMES for value in (tree.xpath(path) if tree is not None else [])]
    values += _LINKED_DATA.findall(page)
    return next((found for value in values[:_MAX_TIMES] if (found := published.parse(value))), None)


def _line(words: str | None) -> str | None:
    return storable(" ".join(words.split())) or None if words else None
