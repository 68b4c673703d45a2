"""Grouping and tolls against incidents worked by hand."""

from __future__ import annotations

import pytest

from marsad.views.incidents.reading import incidents
from marsad.views.incidents.tolls import tolls
from tests.views.incidents.by_hand import b_cubed, coded, incidents_of, lines, names
from tests.views.making import GOLD

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="needs the documents coded by hand, in ../shared")
BUSES = "F1919191770-12", "F1919191772-2", "F1962495733-1", "038-4"
CONVOY = "F1923102943-2", "F1923848274-1", "F1926479056-5", "F1924058204-7"


@pytest.fixture(scope="module")
def found() -> dict[str, int]:
    """The number of the incident of each claim, by the claim's name in gold."""
    ids = {entry.claim.id: name for name, entry in coded().items()}
    groups = incidents(coded().values(), names())
    return {ids[claim]: n for n, group in enumerate(groups) for claim in group.incident.claims}


@pytest.mark.parametrize(("file", "least"), [("worked.txt", 0.92), ("worked_fresh.txt", 0.92)])
def test_claims_are_grouped_as_by_hand(file: str, least: float, found: dict[str, int]) -> None:
    truth = {name: n for n, claims in enumerate(incidents_of(file)) for name in claims}
    assert b_cubed(truth, found) >= least


def test_what_many_documents_tell_of_is_one_incident(found: dict[str, int]) -> None:
    assert len({found[name] for name in BUSES}) == len({found[name] for name in CONVOY}) == 1


def test_thirty_incidents_have_several_sources() -> None:
    def sources(claims: set[str]) -> set[str]:
        told = [coded()[name].claim for name in claims]
        return {claim.attribution[0].text if claim.attribution else claim.doc for claim in told}

    several = [
        one for file in ("worked.txt", "worked_fresh.txt") for one in incidents_of(file) if len(sources(one)) > 1
    ]
    assert len(several) >= 30


@pytest.mark.parametrize("file", ["worked_tolls.txt", "worked_fresh_tolls.txt"])
def test_tolls_come_out_as_worked_by_hand(file: str) -> None:
    ids = {entry.claim.id: name for name, entry in coded().items()}
    given = tolls(coded().values(), names())
    by_claim = {ids[claim]: toll for toll in (*given.incidents, *given.aggregates) for claim in toll.incident.claims}
    wrong = []
    for line in lines(file):
        name, event, group, expected = line.removeprefix("! ").split()
        one = next((r for r in by_claim[name].ranges if (r.event, r.group) == (event, group)), None)
        got = one and f"{one.low:g}/{one.best:g}/{one.high:g}{'+' if one.open else ''}"
        if (got == expected) == line.startswith("!"):
            wrong.append(f"{line}: {got}")
    assert wrong == []
