"""The demo corpus: dispatches on Aleppo, November and December 2016, that ship with the package.

They restate, in our own words, facts that named public sources published; see the README beside them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from marsad.errors import DataError

if TYPE_CHECKING:
    from marsad.model import Document

_FOLDER = Path(__file__).with_name("dispatches")


def dispatches() -> list[Path]:
    """The files of the corpus, Markdown with front matter, in the order in which they were published.

    Raises DataError where the package was installed without them.
    """
    files = sorted(_FOLDER.glob("*.md"))
    if not files:
        raise DataError(f"The demo corpus is missing from this installation: no dispatches in {_FOLDER}.")
    return files


def documents() -> list[Document]:
    """The dispatches as documents, with the file's stem as id, so that they match their hand coding.

    A ledger gives them ids of its own, made from their bytes. Raises DataError where one cannot be read.
    """
    from marsad.sources import read

    made = []
    for path in dispatches():
        for received in read([path]):
            if received.document is None:
                raise DataError(f"The dispatch {path.name} of the demo corpus cannot be read: {received.problem}")
            made.append(received.document.model_copy(update={"doc": path.stem}))
    return made
