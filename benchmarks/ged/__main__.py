"""Tolls under the profile `ucdp` against those of UCDP's own coders, on rows of its Georeferenced Event Dataset (GED).

usage: python -m benchmarks.ged [--rows FILE] [--list]

A row of GED is one event: where, when, low, best and high, and the reports that it rests on, each with office, day and
headline. It holds no figure for each report. What it does say of each is the headline, so claims are what the rule
coder reads from that, as told by its office on its day. Rows with two reports or more are taken. Of their claims those
enter the toll that can be of the row's event; what cannot is set aside by a rule:

- R14: it gives other days than the row, or more, or places that lie apart;
- R13: it names no place, so nothing ties it to the row (a monitor's sum of a day for a whole country, mostly);
- R6: its headline is cited for several rows that it can be of, so its figure may be their sum. What GED gives for these
  rows together is then set against it.

The rest is reconciled as `marsad tolls --profile ucdp` would. UCDP's coders read the whole articles, so figures that no
headline has are no fault of the rules; `--list` prints each difference with the figures and the rules that made it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ged.rows import ENDS, ROWS, read
from benchmarks.ged.trial import Bench
from benchmarks.texts import table
from marsad.knowledge.actors import Actors
from marsad.knowledge.places import Places
from marsad.views.registries import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.ged.trial import Compared, Sum


def cause(one: Compared) -> str:
    """Why a row's toll is not that of GED: what the row's own headlines say of GED's best figure.

    Another choice among the same figures is the rules' doing; a figure that no headline has is not.
    """
    assert one.ends is not None
    if one.ends == one.row.ends:
        return "same"
    if one.ends[1] == one.row.ends[1]:
        return "same best, another low or high"
    if one.row.ends[1] in one.figures:
        return "another figure of the headlines is GED's best"
    return "GED's best is in no headline"


def told(one: Compared) -> str:
    """A difference, with the figures and the rules that made it, on some lines."""
    row, ends = one.row, one.ends
    lines = [f"{row.id} {row.place} {row.start}..{row.end}: GED {_slashed(row.ends)}"]
    lines[0] += f", by the rules {_slashed(ends)} ({cause(one)})" if ends else ", no figure left"
    if one.toll:
        for used in one.toll.figures:
            what = f"sets {', '.join(used.sets) or 'nothing'}" if used.use == "used" else f"{used.rule}: {used.reason}"
            lines.append(f"    {used.low:g} {used.group}, {used.source} {used.published}: {what}")
        lines += [f"    {fired.rule}: {fired.words}" for fired in one.toll.fired]
    lines += [f"    {aside.figure:g}: {aside.rule}: {aside.reason}" for aside in one.aside]
    return "\n".join(lines)


def _slashed(ends: tuple[float, float, float]) -> str:
    return "/".join(f"{end:g}" for end in ends)


def report(found: Sequence[Compared], sums: Sequence[Sum]) -> str:
    """How far the tolls agree, as a table."""
    given = [one for one in found if one.ends is not None]
    nothing = [one for one in found if not one.figures]
    rows: list[tuple[object, ...]] = [
        ("rows with two reports or more", len(found), ""),
        ("no headline gives a figure for the dead", len(nothing), ""),
        ("all figures set aside by R6, R13 or R14", len(found) - len(given) - len(nothing), ""),
        ("compared", len(given), ""),
    ]
    ceiling = sum(one.row.ends[1] in one.figures for one in found if one.figures)
    rows.append(_share("GED's best is a figure of the headlines", ceiling, len(found) - len(nothing)))
    pairs = [(one.ends, one.row.ends) for one in given if one.ends is not None]
    for n, end in enumerate(ENDS):
        rows.append(_share(f"same {end}", sum(a[n] == b[n] for a, b in pairs), len(pairs)))
    rows.append(_share("GED's best from low to high", sum(a[0] <= b[1] <= a[2] for a, b in pairs), len(pairs)))
    causes = Counter(cause(one) for one in given)
    rows += [_share(what, count, len(pairs)) for what, count in causes.most_common()]
    rules = Counter(rule for one in given if cause(one) != "same" for rule in _rules(one))
    rows += [
        (f"differences with {rule}", count, "") for rule, count in sorted(rules.items(), key=lambda r: int(r[0][1:]))
    ]
    rows += [
        (f"figures that several rows rest on: GED's rows come to {words}", count, "")
        for words, count in Counter(_against(one) for one in sums).most_common()
    ]
    return table(("what", "rows", "share"), rows)


def _against(one: Sum) -> str:
    return "it" if one.best == one.figure else "less" if one.best < one.figure else "more"


def _rules(one: Compared) -> set[str]:
    fired = {fired.rule for fired in one.toll.fired} if one.toll else set()
    return fired | {aside.rule for aside in one.aside}


def _share(what: str, count: int, of: int) -> tuple[object, ...]:
    return what, count, f"{count / of:.0%}" if of else ""


def main() -> None:
    """Read, reconcile, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=Path, default=ROWS, help="a file of GED, CSV, packed with gzip or not")
    parser.add_argument("--list", action="store_true", help="print each difference")
    asked = parser.parse_args()
    if not asked.rows.exists():
        raise SystemExit(f"No file {asked.rows}: name a CSV file of UCDP GED with --rows.")
    places = Places.load()
    bench = Bench(read(asked.rows), places, Names(places, Actors.load()))
    found = bench.compared()
    print(report(found, bench.sums()))
    if asked.list:
        print("\n" + "\n".join(told(one) for one in found if one.figures and one.ends != one.row.ends))


if __name__ == "__main__":
    main()
