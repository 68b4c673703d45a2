"""The LLM coder against a real server: what it keeps, refuses, tries again and remembers."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from marsad.coders.llm import LlmCoder, Settings
from marsad.coders.llm.endpoint import EndpointError, _after
from marsad.errors import SetAside
from marsad.knowledge.actors import Actors
from marsad.knowledge.places import Places
from marsad.model import Claim, Document, claim_id
from tests.llm.server import CHILDREN, KILLED, TEXT, TRUCE, Model, Reply, Script, said, serving

PLACES, ACTORS = Places.load(), Actors.load()
Made = Callable[..., LlmCoder]


def report(text: str = TEXT, doc: str = "d1") -> Document:
    return Document(doc=doc, text=text, published="2019-03-07", publisher="Coast Herald", language="en")


@pytest.fixture
def coder(tmp_path: Path, request: pytest.FixtureRequest) -> Made:
    def make(server: Model, /, **more: Any) -> LlmCoder:
        agree = {"agree": more.pop("agree")} if "agree" in more else {}
        given = {"address": server.address, "model": "m", "cache": tmp_path / "answers", "pause": 0.001, "timeout": 5}
        made = LlmCoder(Settings.model_validate(given | more), places=PLACES, actors=ACTORS, **agree)
        request.addfinalizer(made.close)
        return made

    return make


def one(coder: LlmCoder, document: Document | None = None) -> list[Claim]:
    ((_, outcome),) = coder.read([document or report()])
    assert not isinstance(outcome, SetAside), outcome
    return outcome


def problem(coder: LlmCoder) -> SetAside:
    ((_, outcome),) = coder.read([report()])
    assert isinstance(outcome, SetAside)
    return outcome


def always(reply: Reply) -> Script:
    return lambda _asked, _number: reply


def in_turn(*replies: Reply) -> Script:
    return lambda _asked, number: replies[min(number, len(replies) - 1)]


GOOD = Reply(said(KILLED, CHILDREN, TRUCE))


def test_a_good_answer_gives_claims_with_figures_and_days_of_our_own(coder: Made) -> None:
    with serving(always(GOOD)) as model:
        killed, children, truce = one(coder(model))
    assert killed.quantity is not None
    assert killed.time is not None
    assert children.quantity is not None
    assert (killed.quantity.text, killed.quantity.low, killed.quantity.high) == ("At least 12", 12, None)
    assert (killed.time.start, killed.time.end) == ("2019-03-05", "2019-03-05")
    assert (children.quantity.low, children.quantity.part_of) == (4, killed.id)
    assert [target.status for target in children.target] == ["civilian"]
    assert [(source.text, source.verb) for source in killed.attribution] == [("the Qarun Monitor", "said")]
    assert (truce.type, truce.event, truce.actor[0].text) == ("diplomacy", "ceasefire_called", "Rebels")
    for claim in (killed, children, truce):
        assert claim.id == claim_id(claim)
        assert claim.coding.coder == "llm"
        assert claim.coding.version.startswith("m 1-")
        for span in (claim.evidence, *claim.actor, *claim.target, *claim.place, *claim.attribution):
            assert TEXT[span.start : span.end] == span.text


def test_the_request_holds_guide_schema_key_and_report(coder: Made) -> None:
    with serving(always(GOOD)) as model:
        one(coder(model, key="secret"))
    (asked,) = model.asked
    assert asked["model"] == "m"
    assert asked["response_format"]["type"] == "json_schema"
    assert "diplomacy.talks_called" in asked["messages"][0]["content"]
    assert TEXT in asked["messages"][1]["content"]
    assert "2019-03-07" in asked["messages"][1]["content"]
    assert model.headers[0]["authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "At least 12 people were killed in Kestrel Bay"},
        {"actor": ["government forces"]},
        {"place": ["Kestrel"], "target": ["people of the bay"]},
        {"figure": "120"},
        {"figure": "1"},
        {"time": "on Wednesday"},
        {"counts": "soldiers"},
        {"sources": [{"words": "Reuters", "verb": "said"}]},
    ],
)
def test_a_claim_with_invented_words_is_refused_and_counted(coder: Made, change: dict[str, Any]) -> None:
    with serving(always(Reply(said(KILLED | change, TRUCE)))) as model:
        made = coder(model)
        assert [claim.event for claim in one(made)] == ["ceasefire_called"]
    assert len(made.tally.invented) == 1
    assert made.tally.claims == 1


def test_blanks_and_marks_may_be_written_plainly_and_the_text_keeps_its_own(coder: Made) -> None:
    text = "Rebels “took” the town’s\u00a0port —\nagain."
    claim = {"event": "control.captured", "quote": 'Rebels "took" the town\'s port - again', "place": ["town's port"]}
    with serving(always(Reply(said(claim)))) as model:
        (found,) = one(coder(model), report(text))
    assert found.evidence.text == text[:-1]
    assert found.place[0].text == "town’s\u00a0port"


def test_the_same_words_twice_are_two_claims_each_with_the_nearest_place(coder: Made) -> None:
    text = "In Tellmar rebels took the port. Far away, in Qarun, rebels took the port."
    claim = {"event": "control.captured", "quote": "rebels took the port", "place": ["port"]}
    with serving(always(Reply(said(claim, claim)))) as model:
        first, second = one(coder(model), report(text))
    assert (first.evidence.start, second.evidence.start) == (11, 53)
    assert second.evidence.start < second.place[0].start < second.evidence.end


def test_words_of_other_scripts_are_found_and_figures_are_ours(coder: Made) -> None:
    text = "قُتل ١٢ شخصا في قارون."
    claim = {"event": "casualty.killed", "quote": "قُتل ١٢ شخصا في قارون", "figure": "شخصا", "place": ["قارون"]}
    with serving(always(Reply(said(claim)))) as model:
        (found,) = one(coder(model), report(text))
    assert found.quantity is not None
    assert found.quantity.low is None
    assert found.quantity.text == "شخصا"


@pytest.mark.parametrize("wrong", [{"event": "casualty.robbed"}, {"modality": "perhaps"}, {"quote": ""}])
def test_a_malformed_claim_costs_only_itself(coder: Made, wrong: dict[str, str]) -> None:
    with serving(always(Reply(said(KILLED | wrong, TRUCE, "no claim")))) as model:
        made = coder(model)
        assert len(one(made)) == 1
    assert made.tally.malformed == 2


@pytest.mark.parametrize(
    "answer",
    [f"```json\n{said(TRUCE)}\n```", f"<think>Well, a truce.</think>\n{said(TRUCE)}", f"[{said(TRUCE)[12:-2]}]"],
)
def test_json_in_other_wrappings_is_read(coder: Made, answer: str) -> None:
    with serving(always(Reply(answer))) as model:
        assert len(one(coder(model))) == 1


@pytest.mark.parametrize("broken", ['{"claims": [', "I found one truce.", '{"found": []}', "[" * 100_000])
def test_broken_json_is_asked_for_again(coder: Made, broken: str) -> None:
    with serving(in_turn(Reply(broken), GOOD)) as model:
        assert len(one(coder(model))) == 3
    assert "can't be used" in model.asked[1]["messages"][-1]["content"]


def test_json_that_stays_broken_sets_the_document_aside(coder: Made) -> None:
    with serving(always(Reply("no"))) as model:
        assert "can't be used" in str(problem(coder(model)))
    assert len(model.asked) == 3


def test_an_answer_that_was_cut_off_is_asked_for_again_and_said(coder: Made) -> None:
    with serving(always(Reply('{"claims": [', finish="length"))) as model:
        assert "cut off" in str(problem(coder(model)))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again(coder: Made, status: int) -> None:
    with serving(in_turn(Reply(status=status, body=b""), Reply(status=status, body=b""), GOOD)) as model:
        assert len(one(coder(model))) == 3
    assert len(model.asked) == 3


def test_what_does_not_pass_sets_the_document_aside(coder: Made) -> None:
    reply = Reply(status=500, body=b'{"error": {"message": "out of\\nmemory\\u001b[31m"}}')
    with serving(always(reply)) as model:
        assert "asked 3 times: HTTP 500 (out of memory [31m)" in str(problem(coder(model, tries=3)))
    assert len(model.asked) == 3


def test_the_server_says_how_long_to_wait(coder: Made) -> None:
    with serving(in_turn(Reply(status=429, headers={"Retry-After": "1"}, body=b""), GOOD)) as model:
        began = time.monotonic()
        one(coder(model))
        assert time.monotonic() - began >= 1


def test_a_time_to_wait_until_is_read() -> None:
    assert _after("Thu, 01 Jan 1970 00:00:00 GMT") == 0
    assert _after("nan") == 0
    assert _after("-5") == 0
    assert _after("soon") is None
    assert _after("") is None


def test_a_late_answer_is_asked_for_again(coder: Made) -> None:
    with serving(in_turn(Reply(wait=1.0), GOOD)) as model:
        assert len(one(coder(model, timeout=0.3))) == 3


def test_an_answer_that_is_always_late_sets_the_document_aside(coder: Made) -> None:
    with serving(always(Reply(wait=0.5))) as model:
        assert "longer than 0.2 seconds" in str(problem(coder(model, timeout=0.2, tries=2)))


def test_nobody_listens(coder: Made) -> None:
    with serving(always(GOOD)) as model:
        pass
    assert "No answer from 127.0.0.1, asked 2 times: " in str(problem(coder(model, tries=2)))


@pytest.mark.parametrize(
    "body", [b"<html>", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}']
)
def test_a_reply_that_is_no_completion_is_tried_again(coder: Made, body: bytes) -> None:
    with serving(in_turn(Reply(body=body), GOOD)) as model:
        assert len(one(coder(model))) == 3


@pytest.mark.parametrize("status", [401, 403, 404, 302])
def test_a_refusal_ends_the_run(coder: Made, status: int) -> None:
    with (
        serving(always(Reply(status=status, body=b"", headers={"Location": "http://127.0.0.1:1/"}))) as model,
        pytest.raises(EndpointError, match="Check the address, the model"),
    ):
        one(coder(model))


@pytest.mark.parametrize("known", ["json_object", None])
def test_a_server_without_schemas_is_asked_otherwise(coder: Made, known: str | None) -> None:
    def script(asked: dict[str, Any], _: int) -> Reply:
        form = asked.get("response_format", {}).get("type")
        return GOOD if form == known else Reply(status=400, body=b"response_format")

    with serving(script) as model:
        made = coder(model, parallel=1)
        documents = [report(), report("Nothing happened.", "d2")]
        outcomes = [outcome for _, outcome in made.read(documents)]
    assert not any(isinstance(outcome, SetAside) for outcome in outcomes)
    assert len(model.asked) == (3 if known else 4), "the second document is asked in the form that was taken"


def test_a_request_that_is_never_taken_costs_only_its_document(coder: Made) -> None:
    def script(asked: dict[str, Any], _: int) -> Reply:
        return GOOD if "Kestrel" in asked["messages"][1]["content"] else Reply(status=400, body=b"too long")

    with serving(script) as model:
        outcomes = [outcome for _, outcome in coder(model).read([report("Long.", "d2"), report()])]
    assert isinstance(outcomes[0], SetAside)
    assert "too long" in str(outcomes[0])
    assert not isinstance(outcomes[1], SetAside)


def test_nothing_is_asked_twice(coder: Made, tmp_path: Path) -> None:
    with serving(always(GOOD)) as model:
        first = one(coder(model))
        again = coder(model)
        assert one(again) == first
        assert (again.tally.cached, again.tally.asked) == (1, 0)
        assert len(model.asked) == 1
        one(coder(model, model="other"))
        assert len(model.asked) == 2, "another model is another answer"
        (kept, *_) = (tmp_path / "answers").rglob("*.json")
        assert kept.stat().st_mode & 0o077 == 0, "answers quote reports"
        for file in (tmp_path / "answers").rglob("*.json"):
            file.write_text("damaged", encoding="utf-8")
        assert one(coder(model)) == first
        assert len(model.asked) == 3


def test_a_run_that_broke_off_goes_on(coder: Made) -> None:
    documents = [report(f"{TEXT}\n\nReport {n}.", f"d{n}") for n in range(12)]

    def script(_: dict[str, Any], number: int) -> Reply:
        return GOOD if number < 5 else Reply(status=401, body=b"")

    with serving(script) as model, pytest.raises(EndpointError):
        list(coder(model, parallel=1).read(documents))
    with serving(always(GOOD)) as model:
        made = coder(model)
        assert all(len(outcome) == 3 for _, outcome in made.read(documents) if not isinstance(outcome, SetAside))
        assert made.tally.cached == 5
        assert made.tally.claims == 36
        assert [document.doc for document, _ in made.read(documents)] == [document.doc for document in documents]
    assert len(model.asked) == 7


def test_a_server_that_is_down_is_left_alone(coder: Made) -> None:
    documents = [report(f"Report {n}.", f"d{n}") for n in range(30)]
    with serving(always(Reply(status=503, body=b""))) as model:
        outcomes = [outcome for _, outcome in coder(model, tries=1, parallel=1).read(documents)]
    assert all(isinstance(outcome, SetAside) for outcome in outcomes)
    assert "It was not sent" in str(outcomes[-1])
    assert len(model.asked) < 12


def test_long_texts_go_in_pieces_and_offsets_are_those_of_the_whole(coder: Made) -> None:
    filler = " ".join(f"On day {n} the market of Qarun was open as it always is." for n in range(20))

    def script(asked: dict[str, Any], _: int) -> Reply:
        return Reply(said(TRUCE)) if "five-day truce" in asked["messages"][1]["content"] else Reply()

    text = f"{filler} {TEXT}"
    with serving(script) as model:
        (claim,) = one(coder(model, piece=400), report(text))
    assert len(model.asked) > 2
    assert text[claim.evidence.start : claim.evidence.end] == TRUCE["quote"]
    sent = "".join(
        asked["messages"][1]["content"].split("<report>\n")[1][: -len("\n</report>")] for asked in model.asked
    )
    assert sorted(sent.split()) == sorted(text.split()), "nothing is left out or sent twice"


def test_cost_is_estimated_before_and_counted_after(coder: Made) -> None:
    with serving(always(GOOD)) as model:
        made = coder(model, price_in=2.0, price_out=10.0)
        before = made.estimate([report(), report()])
        assert before.usage.estimated
        assert before.usage.sent > 2 * len(TEXT) / 4
        assert before.cached == 0
        price = before.usage.price(made.settings)
        assert price is not None
        assert f"about {price:,.2f}" in str(before)
        one(made)
        assert (made.tally.usage.sent, made.tally.usage.received) == (1000, 200)
        assert made.tally.usage.price(made.settings) == pytest.approx(0.004)
        after = made.estimate([report()])
        assert (after.sends, after.usage.sent) == (0, 0)


def test_tokens_that_nobody_counted_are_marked(coder: Made) -> None:
    with serving(always(Reply(said(TRUCE), usage=None))) as model:
        made = coder(model)
        one(made)
    assert made.tally.usage.estimated
    assert made.tally.usage.sent > 100


def test_nothing_is_sent_where_nobody_agrees(coder: Made) -> None:
    with serving(always(GOOD)) as model:
        refused = problem(coder(model, agree=lambda _: False))
    assert refused.reason == "not-sent"
    assert model.asked == []
