"""A timeline for other programs and for the eye: JSON, text, and lanes in SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.publish.brief import environment
from marsad.publish.lanes import COLUMN, COLUMNS, WIDTH, lay_out
from marsad.publish.palette import styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.views.timeline.parts import Process, Saying, Timeline


def as_json(timeline: Timeline) -> str:
    """The timeline's record as JSON, fields as in `marsad.views.timeline.parts.Timeline`."""
    return timeline.model_dump_json(indent=2) + "\n"


def as_svg(timeline: Timeline) -> str:
    """A lane for each process, its states by number on the days they were entered; 900 pixels wide.

    States are drawn in greys, by how far the process has come; colours stand for parties only, as `palette` gives them.
    """
    layout = lay_out(timeline)
    used = {party: name for lane in layout.lanes for party, name in lane.parties}
    template = environment().get_template("timeline.svg.j2")
    return template.render(
        timeline=timeline, layout=layout, width=WIDTH, column=COLUMN, columns=COLUMNS, styles=styles(used), legend=used
    )


def as_text(timeline: Timeline) -> str:
    """Plain lines: for each process its state, what moved it, what was expected, who contradicts whom."""
    about = f", {timeline.place.name}" if timeline.place else ""
    lines = [f"Diplomacy and relief on {timeline.on or 'no day'}{about}, as reports tell it", ""]
    for process in timeline.processes:
        lines += [*_process(process), ""]
    if not timeline.processes:
        lines += ["No claim tells of any truce, talks, resolution, deal, evacuation, aid or displacement.", ""]
    if timeline.undated:
        lines.append(f"Left out: {len(timeline.undated):,} claims without any day: {' '.join(timeline.undated)}")
    if timeline.later:
        lines.append(f"Left out: {timeline.later:,} claims about later days.")
    return "\n".join(lines).rstrip("\n") + "\n"


def _process(process: Process) -> Iterator[str]:
    disputed = ", disputed" if process.disputed else ""
    yield f"{process.title} - {process.state} since {process.since}{disputed}"
    if process.by_report:
        yield "  no claim names the place; the reports are about it"
    if process.terms:
        yield f"  terms: {'; '.join(term.words for term in process.terms)}"
    claims = {saying.claim: saying for saying in process.claims}
    for turn in process.turns:
        how = f" ({turn.derived})" if turn.derived else ""
        alleged = ", alleged" if turn.alleged else ""
        yield f"  {turn.day}  {turn.state}{how}{alleged}: {'; '.join(turn.sources)}"
        yield from (_quoted(claims[claim]) for claim in turn.claims)
    for one in process.expectations:
        yield f"  expected, {one.outcome}: {one.what} [{one.claim[:8]}]"
        if one.claims:
            yield f"      by {' '.join(claim[:8] for claim in one.claims)}"
    for clash in process.clashes:
        yield f"  contradiction, {clash.title}"
        for side in clash.sides:
            yield f"    {side.says}:"
            yield from (f"  {_quoted(claims[claim])}" for claim in side.claims)
    shown = {claim for turn in process.turns for claim in turn.claims}
    rest = [saying for saying in process.claims if saying.claim not in shown]
    yield from (f"  {saying.day}  also, {_how(saying)}: {saying.name}\n{_quoted(saying)}" for saying in rest)


def _how(saying: Saying) -> str:
    return saying.state if saying.modality in ("asserted", saying.state) else f"{saying.state} ({saying.modality})"


def _quoted(saying: Saying) -> str:
    """The words of a claim on one line, with the beginning of its id, which opens it."""
    words = " ".join(saying.quote.split())
    return f"      [{saying.claim[:8]}] “{words}”"
