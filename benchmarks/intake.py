"""How many web pages Marsad takes in a second without coding them, against trafilatura alone.

usage: python -m benchmarks.intake [--pages N] [--texts FOLDER] [--rounds N]

The pages are made of the texts of a folder, each with the head, menus, side column and scripts of a news site around
it.
Trafilatura reads them in this process (`bare_extraction` with metadata, as Marsad asks it to); Marsad reads them from
files, with metadata, hash, language and documents. Both are warm. Rounds take turns, and the medians are compared.
"""

from __future__ import annotations

import argparse
import html
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import texts
from marsad.sources import read

if TYPE_CHECKING:
    from marsad.model import Document

_MENU = "".join(f'<li class="item"><a href="/section/{n}">Section {n}</a></li>' for n in range(60))
_ASIDE = "".join(
    f'<div class="teaser"><a href="/t/{n}"><h4>Another story, number {n}</h4></a></div>' for n in range(30)
)
_SCRIPT = "<script>window.data = {" + ", ".join(f'"key{n}": [1, 2, 3]' for n in range(400)) + "}</script>"


def page(document: Document) -> str:
    """The page of a news site with this article."""
    title = html.escape(document.title or document.text[:60])
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in document.text.splitlines() if line.strip())
    head = (
        f'<meta charset="utf-8"><title>{title} | Post</title><meta property="og:title" content="{title}">'
        '<meta property="og:site_name" content="Post"><link rel="canonical" href="https://post.example/a">'
        f'<meta property="article:published_time" content="{document.published or "2016-12-07"}">{_SCRIPT}'
    )
    body = f"<header><nav><ul>{_MENU}</ul></nav></header><main><article><h1>{title}</h1>{paragraphs}</article></main>"
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}<aside>{_ASIDE}</aside></body></html>"


def alone(pages: list[str]) -> float:
    """Seconds that trafilatura takes for the pages."""
    import trafilatura

    start = time.perf_counter()
    for one in pages:
        trafilatura.bare_extraction(
            one,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    return time.perf_counter() - start


def taken(folder: Path, number: int) -> float:
    """Seconds that Marsad takes for the pages in a folder."""
    start = time.perf_counter()
    documents = sum(item.document is not None for item in read([folder]))
    assert documents == number, f"{documents} of {number} pages gave a document"
    return time.perf_counter() - start


def main() -> None:
    """Measure both in turn."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    texts.add_texts_option(parser)
    options = parser.parse_args()
    documents = texts.load(options.texts)
    pages = [page(documents[number % len(documents)]) for number in range(options.pages)]
    print(f"{len(pages)} pages, {sum(map(len, pages)) / len(pages) / 1000:.0f} kB each")
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(pages):
            (Path(folder) / f"{number:05}.html").write_text(one, encoding="utf-8")
        alone(pages[:20])
        taken(Path(folder), len(pages))
        rounds = [(alone(pages), taken(Path(folder), len(pages))) for _ in range(options.rounds)]
    ours, theirs = (len(pages) / statistics.median(times[place] for times in rounds) for place in (1, 0))
    print(f"trafilatura alone {theirs:.0f} pages a second, Marsad {ours:.0f}; ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
