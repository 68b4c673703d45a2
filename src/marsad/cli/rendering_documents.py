"""Documents on a terminal: a table of many, and one with its copies and versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from marsad.cli.rendering import ID_SHOWN, Shown, visible
from marsad.language.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.model import Holding, Origin
    from marsad.views.history import History, Version


def documents_table(holdings: Sequence[Holding]) -> Table:
    """One row for each document."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True)
    table.add_column("published", no_wrap=True)
    table.add_column("publisher")
    table.add_column("title", ratio=1)
    table.add_column("in", no_wrap=True)
    table.add_column("state")
    for one in holdings:
        table.add_row(
            one.doc[:ID_SHOWN],
            one.published or "",
            Shown(visible(one.publisher)),
            Shown(visible(one.title or one.source + (f", {one.part}" if one.part else ""))),
            one.language or "",
            Text(_state(one)),
        )
    return table


def _state(one: Holding) -> str:
    state = f"{one.claims} claim{'' if one.claims == 1 else 's'}" if one.state == "coded" else one.state
    if one.reason:
        state += f" ({visible(one.reason)})"
    return f"{state}; {relation(one.origin)}" if one.origin else state


def relation(origin: Origin) -> str:
    """What a document is of another: "copy of 0f3a9c2b11, 80 % shared"."""
    shared = "" if origin.share is None else f", {origin.share:.0%} shared"
    return f"{'later version' if origin.kind == 'version' else 'copy'} of {origin.of[:ID_SHOWN]}{shared}"


def one_document(history: History) -> Group:
    """A document's details, its versions with what changed, and what else is of its origin."""
    parts: list[Table | Text] = [_facts(history.document)]
    if history.versions:
        parts.append(Text("\nVersions of the report", "bold"))
        parts += [line for version in history.versions for line in _version(version)]
    if history.copies:
        parts.append(Text("\nOf the same origin", "bold"))
        parts.append(documents_table(history.copies))
    return Group(*parts)


def _facts(one: Holding) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    origin = one.origin
    for name, value in (
        ("document", one.doc),
        ("title", one.title),
        ("publisher", one.publisher),
        ("published", one.published or "unknown"),
        ("language", one.language or "unknown"),
        ("address", one.url),
        ("from", one.source + (f", {one.part}" if one.part else "")),
        ("bytes", f"SHA-256 {one.capture}"),
        ("recorded", one.recorded),
        ("length", f"{one.characters:,} characters"),
        ("state", one.problem or _state(one.model_copy(update={"origin": None}))),
        ("origin", origin and f"{origin.doc}: {origin.publisher or 'publisher unknown'}; {relation(origin)}"),
        *((key.replace("_", " "), str(value)) for key, value in one.extra.items()),
    ):
        if value:
            table.add_row(visible(name), Shown(visible(value)))
    return table


def _version(version: Version) -> Iterator[Text]:
    one = version.document
    yield Text(f"{one.doc[:ID_SHOWN]}  {one.published or 'published time unknown'}, recorded {one.recorded}")
    for change in version.changes:
        if change.before:
            yield Text(isolated(f"  - {visible(change.before)}"), "red")
        if change.after:
            yield Text(isolated(f"  + {visible(change.after)}"), "green")
