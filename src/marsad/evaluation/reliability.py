"""Whether confidence means what it says: of claims at about 0.8, about 80 in 100 should be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

BINS = 5


def table(cases: Iterable[tuple[float, bool]]) -> Iterator[str]:
    """Lines of a reliability table, and the expected calibration error.

    Args:
        cases: the confidence of each claim, 0 to 1, and whether it is right.

    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for chance, right in cases:
        bins[min(BINS - 1, int(chance * BINS))].append((chance, right))
    total = sum(map(len, bins))
    if not total:
        return
    yield "confidence   claims   mean   exact"
    gap = 0.0
    for number, group in enumerate(bins):
        if not group:
            continue
        mean, share = sum(c for c, _ in group) / len(group), sum(r for _, r in group) / len(group)
        gap += abs(mean - share) * len(group) / total
        yield f"{number / BINS:.1f} to {(number + 1) / BINS:.1f} {len(group):>8}   {mean:.2f}    {share:.2f}"
    yield f"expected calibration error {gap:.3f}"
