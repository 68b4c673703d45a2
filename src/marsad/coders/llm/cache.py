"""Answers kept in files: nothing is asked twice, and a run that was stopped goes on where it was.

A file a question, named by the hash of model, prompt version and the words sent. Files are the user's alone (they quote
reports) and may be deleted at any time, one by one or with their folder.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from marsad.coders.llm.prompt import version
from marsad.errors import InputError
from marsad.model import digest

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.coders.llm.prompt import Message


class Cache:
    """Answers of one model to the prompt of today."""

    def __init__(self, folder: Path, model: str) -> None:
        self.folder = folder
        self.model = model

    def path(self, asked: list[Message]) -> Path:
        """Where the answer to a question is, or will be."""
        key = digest({"model": self.model, "prompt": version(), "asked": list(asked)})
        return self.folder / key[:2] / f"{key}.json"

    def get(self, asked: list[Message]) -> str | None:
        """The answer, if it is there; a file that is damaged is none."""
        try:
            found = json.loads(self.path(asked).read_text(encoding="utf-8"))
            return str(found["answer"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, asked: list[Message], answer: str) -> None:
        """Keep an answer, whole or not at all.

        Raises:
            InputError: the folder cannot be written.

        """
        path = self.path(asked)
        record = {"model": self.model, "prompt": version(), "answer": answer}
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
                try:
                    json.dump(record, file, ensure_ascii=False)
                    file.close()
                    os.replace(file.name, path)  # noqa: PTH105 - a name, not a path
                except BaseException:
                    file.close()
                    with suppress(OSError):
                        os.unlink(file.name)  # noqa: PTH108
                    raise
        except OSError as error:
            raise InputError(f"Answers can't be kept in {self.folder}: {error.strerror}.") from error
