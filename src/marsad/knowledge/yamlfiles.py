"""YAML files of the registries, read fast and with the lines that errors name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from marsad.errors import DataError


class Lined(dict[str, Any]):
    """A mapping of a YAML file that knows the file and line it stands on, and the lines of its keys."""

    def __init__(self, content: dict[str, Any], file: Path, line: int, lines: dict[str, int] | None = None) -> None:
        super().__init__(content)
        self.file, self.line, self.lines = file, line, lines or {}

    def error(self, sentence: str, name: str = "") -> DataError:
        """An error that names the file and the line of this mapping, or of one of its keys."""
        return DataError(f"{self.file}, line {self.lines.get(name, self.line)}: {sentence}")


def read_yaml(file: Path) -> Any:
    """The content of a YAML file: mappings as `Lined`, lists, and every scalar as a string.

    Scalars stay strings so that a country code NO is no "false" and a month 2016-07 no number.
    Raises DataError that names file and line when the file cannot be read, is not YAML or repeats a key.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{file} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{file} is not UTF-8 text (at byte {error.start}).") from error
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{file}, line {line}: this is not valid YAML: {error.problem}.") from error
    except yaml.YAMLError as error:
        raise DataError(f"{file} is not valid YAML: {error}.") from error
    return _value(node, file) if node is not None else Lined({}, file, 1)


def _value(node: yaml.Node, file: Path) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, file) for item in node.value]
    content: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for name, value in node.value:
        line = name.start_mark.line + 1
        if not isinstance(name, yaml.ScalarNode):
            raise DataError(f"{file}, line {line}: a key must be a word.")
        if name.value in content:
            raise DataError(f"{file}, line {line}: the key {name.value!r} stands twice.")
        content[name.value] = _value(value, file)
        lines[name.value] = line
    return Lined(content, file, node.start_mark.line + 1, lines)
