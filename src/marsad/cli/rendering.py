"""Claims on a terminal: a table of many, and one with its words in context."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from marsad.language.scripts import END, isolate
from marsad.language.sentences import split
from marsad.publish.entries import number, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import ConsoleOptions

    from marsad.model import Attribution, Claim, Document, Entry, Mention, Ruling, Span

WIDE = 160
"""Columns where the output is no terminal that tells its own."""

ID_SHOWN = 10

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters: in a report they could rewrite the screen, or turn words round."""

STYLES = {
    "actor": "bold magenta",
    "target": "bold blue",
    "place": "bold green",
    "figure": "bold yellow",
    "time": "bold cyan",
    "source": "bold red",
}


class Shown:
    """A text of any language, isolated line by line, so that it cannot turn round what stands beside it."""

    def __init__(self, text: Text | str) -> None:
        self.text = Text(text) if isinstance(text, str) else text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        mark = isolate(self.text.plain)
        for line in self.text.wrap(console, options.max_width):
            yield Text.assemble(mark, line, END) if mark else line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)


def console() -> Console:
    """A console on standard output that takes texts as they are."""
    return Console(
        width=None if sys.stdout.isatty() else WIDE, markup=False, emoji=False, highlight=False, soft_wrap=False
    )


def visible(text: str | None) -> str:
    """A text of the same length without control characters."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text or "")


def table_of(entries: Sequence[Entry]) -> Table:
    """One row for each claim."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True)
    table.add_column("when", no_wrap=True)
    for name in ("event", "who", "to whom", "where"):
        table.add_column(name)
    table.add_column("figure", justify="right")
    table.add_column("reported by")
    table.add_column("words", ratio=1)
    for entry in entries:
        claim = entry.reading
        table.add_row(
            claim.id[:ID_SHOWN],
            when(claim),
            Text(f"{claim.event}{marks(entry)}"),
            Shown(_names(claim.actor)),
            Shown(_names(claim.target)),
            Shown(_names(claim.place)),
            figure(claim),
            Shown(reporters(claim)),
            Shown(visible(claim.evidence.text)),
        )
    return table


def marks(entry: Entry) -> str:
    """What is to be said beside the event: modality, verification, status."""
    plain = ("asserted", "none", "standing")
    said = [mark for mark in (entry.reading.modality, entry.verification, entry.status) if mark not in plain]
    return f" ({', '.join(said).replace('_', ' ')})" if said else ""


def when(claim: Claim) -> str:
    """The days of the claim; those of its words where none could be worked out."""
    if claim.time is None:
        return ""
    days = [day for day in (claim.time.start, claim.time.end) if day]
    return " to ".join(dict.fromkeys(days)) or visible(claim.time.text)


def figure(claim: Claim) -> str:
    """The figure with its bounds."""
    quantity = claim.quantity
    if quantity is None:
        return ""
    low, high = number(quantity.low), number(quantity.high)
    span = low if low == high else f"{low}-{high}" if high else f"{low}+"
    return f"{'~' if quantity.bound == 'about' else ''}{span}"


def reporters(claim: Claim) -> str:
    """Who says so, nearest to the fact first; the publisher where the report itself does."""
    return " < ".join(visible(shown(one)) for one in claim.attribution) or visible(claim.publisher)


def _names(mentions: Iterable[Mention]) -> str:
    return ", ".join(visible(shown(one)) for one in mentions)


def one_claim(entry: Entry, document: Document) -> Group:
    """A claim with its words in context, its slots, who says so, and its rulings."""
    claim = entry.reading
    head = Text.assemble((f"{claim.type}: {claim.event}", "bold"), f"{marks(entry)}   ", (claim.id, "dim"))
    return Group(head, Padding(Shown(context(claim, document)), (1, 2)), _facts(entry, document), *_rulings(entry))


def context(claim: Claim, document: Document) -> Text:
    """The sentences of the evidence, one before and one after, with evidence and slots set off."""
    evidence = claim.evidence
    sentences = split(document.text)
    touched = [n for n, one in enumerate(sentences) if one.start < evidence.end and one.end > evidence.start]
    near = sentences[max(0, touched[0] - 1) : touched[-1] + 2] if touched else [evidence]
    start, end = min(evidence.start, near[0].start), max(evidence.end, near[-1].end)
    text = Text(visible(document.text[start:end]))
    text.stylize("underline", evidence.start - start, evidence.end - start)
    for slot, left, right in _marked(claim):
        if left >= start and right <= end:
            text.stylize(STYLES[slot], left - start, right - start)
    return text


def _marked(claim: Claim) -> Iterator[tuple[str, int, int]]:
    groups: tuple[tuple[str, Sequence[Span]], ...] = (
        ("actor", claim.actor),
        ("target", claim.target),
        ("place", claim.place),
        ("source", claim.attribution),
    )
    for slot, spans in groups:
        for span in spans:
            yield slot, span.start, span.end
    if claim.quantity is not None:
        yield "figure", claim.quantity.start, claim.quantity.end
    if claim.time is not None:
        yield "time", *claim.time.span


def _facts(entry: Entry, document: Document) -> Table:
    claim = entry.reading
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, slot, value in (
        ("who", "actor", ", ".join(map(_linked, claim.actor))),
        ("blamed", "actor", ", ".join(f"{_linked(one.actor)} ({one.basis})" for one in claim.responsibility)),
        ("to whom", "target", ", ".join(f"{_linked(one)} ({one.status})" for one in claim.target)),
        ("with", "target", visible(claim.means.text) if claim.means else ""),
        ("where", "place", ", ".join(map(_linked, claim.place))),
        ("figure", "figure", _full_figure(claim)),
        ("when", "time", f"{visible(claim.time.text)}: {when(claim)}" if claim.time else ""),
    ):
        if value:
            table.add_row(name, Shown(Text(value, STYLES[slot])))
    table.add_row("reported by", Shown(Text(_chain(claim.attribution) or "the report itself", STYLES["source"])))
    told = ", ".join(visible(part) for part in (document.publisher, document.title) if part)
    published = document.published or "published time unknown"
    table.add_row("in", Shown(f"{told or 'a document without title'}, {published} ({document.doc[:ID_SHOWN]})"))
    if document.url:
        table.add_row("", Text(visible(document.url)))
    table.add_row("read by", f"{claim.coding.coder} {claim.coding.version}: {claim.coding.rule}")
    table.add_row("confidence", f"{claim.coding.confidence:.2f}")
    table.add_row("recorded", entry.recorded)
    return table


def _linked(mention: Mention) -> str:
    link = f" [{mention.link.id}]" if mention.link else ""
    return f"{visible(shown(mention))}{link}"


def _full_figure(claim: Claim) -> str:
    quantity = claim.quantity
    if quantity is None:
        return ""
    words = f"{visible(quantity.text)}: {figure(claim)} {quantity.unit}, {quantity.bound.replace('_', ' ')}"
    return f"{words}, {quantity.scope}"


def _chain(sources: Sequence[Attribution]) -> str:
    """The chain from the fact outwards, each with the reporter's verb."""
    return ", told by ".join(f"{_linked(one)}{f' ({one.verb})' if one.verb else ''}" for one in sources)


def _rulings(entry: Entry) -> Iterator[Text]:
    if not entry.rulings:
        return
    yield Text("\nRulings", "bold")
    for made in entry.rulings:
        line = Text(f"  {made.recorded[:16].replace('T', ' ')}  ", "dim")
        said = f"{_ruled(made, entry.claim)}  {made.by}: {made.reason}"
        yield line.append(visible(said), "default").append(f"  {made.id[:ID_SHOWN]}")


def _ruled(made: Ruling, claim: Claim) -> str:
    """What was ruled, and on what where it was not this claim."""
    what = made.kind.replace("_", " ")
    if made.about == claim.doc:
        what += " of the document"
    elif made.about != claim.id:
        others = [id_[:ID_SHOWN] for id_ in made.about.split("+") if id_ != claim.id]
        what += f" {'as' if '+' in made.about else 'on'} {', '.join(others)}"
    if "method" in made.change:
        what += f" by {made.change['method']}"
    if made.kind == "correct":
        what += ": " + ", ".join(f"{key} = {value}" for key, value in made.change.items())
    return what
