"""The LLM coder: documents in, claims out, by way of a language model at an address that the user names."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from marsad.coders.llm import prompt
from marsad.coders.llm.answer import Answer, UnreadableError, read
from marsad.coders.llm.cache import Cache
from marsad.coders.llm.claims import CODER, check
from marsad.coders.llm.cost import ANSWER, Estimate, Usage, tokens
from marsad.coders.llm.endpoint import Endpoint
from marsad.errors import SetAside
from marsad.knowledge.actors import Actors
from marsad.knowledge.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from marsad.coders.llm.prompt import Message
    from marsad.coders.llm.settings import Settings
    from marsad.model import Claim, Document

REPAIRS = 2
"""Times that the model is asked again for an answer that can be read."""

GIVEN_UP = 5
"""Documents in a row without an answer after which no more are sent."""

AHEAD = 4
"""Documents under way for each request."""


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    asked: int = 0
    """Requests that were answered."""
    cached: int = 0
    """Answers from the cache."""
    failed: int = 0
    """Documents without an answer that can be used."""
    claims: int = 0
    invented: list[str] = field(default_factory=list)
    """Words that do not stand in their document, one for each claim that was refused for them."""
    malformed: int = 0
    """Claims that were refused for their form."""
    usage: Usage = field(default_factory=Usage)


@dataclass(slots=True)
class _Heard:
    """The answers about a document, and what they took; or why there are none."""

    answers: list[Answer] = field(default_factory=list)
    asked: int = 0
    cached: int = 0
    usage: Usage = field(default_factory=Usage)
    problem: SetAside | None = None


class LlmCoder:
    """Codes documents of any language by a language model; use as a context manager, or call `close`.

    Args:
        settings: where the model is.
        agree: is told what is about to be sent, and says whether it may be; without it, nobody is asked.
        places: the registry of places, else the shipped one.
        actors: the registry of actors, else the shipped one.

    """

    coder = CODER

    def __init__(
        self,
        settings: Settings,
        agree: Callable[[Estimate], bool] = lambda _: True,
        *,
        places: Places | None = None,
        actors: Actors | None = None,
    ) -> None:
        self.settings = settings
        self.agree = agree
        self.version = f"{settings.model} {prompt.version()}"
        self.cache = Cache(settings.cache, settings.model)
        self.endpoint = Endpoint(settings)
        self.tally = Tally()
        self._registries = (places, actors)
        self._in_a_row = 0

    def __enter__(self) -> LlmCoder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what is under way, and the connections."""
        self.endpoint.close()

    def estimate(self, documents: Sequence[Document]) -> Estimate:
        """What coding these documents would send, less what the cache has answers to."""
        usage, cached = Usage(estimated=True), 0
        for document in documents:
            questions = self._questions(document)
            open_ = [(piece, asked) for piece, asked in questions if self.cache.get(asked) is None]
            cached += not open_
            for piece, asked in open_:
                sent = sum(tokens(one["content"]) for one in asked)
                usage += Usage(sent, int(tokens(piece) * ANSWER))
        return Estimate(self.settings, len(documents), cached, usage)

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim] | SetAside]]:
        """Code documents, in order. All are waited for before the first is sent, so that the cost can be told.

        Yields:
            Each document with its claims, or with the reason why it has none. Where nobody agrees to the sending, the
            reason is "not-sent".

        Raises:
            EndpointError: the endpoint refuses everything.
            InputError: the cache cannot be written.

        """
        waiting = list(documents)
        estimate = self.estimate(waiting)
        if estimate.sends and not self.agree(estimate):
            for document in waiting:
                yield document, SetAside("not-sent", "It was not sent to the language model, and is not coded.")
            return
        yield from self._read(waiting)

    def _read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim] | SetAside]]:
        stream = iter(documents)
        under_way: deque[tuple[Document, Future[_Heard]]] = deque()
        pool = ThreadPoolExecutor(self.settings.parallel)
        complete = False
        try:
            while True:
                for document in islice(stream, self.settings.parallel * AHEAD - len(under_way)):
                    under_way.append((document, pool.submit(self._hear, document)))
                if not under_way:
                    complete = True
                    return
                document, future = under_way.popleft()
                yield document, self._claims(document, future.result())
        finally:
            if (
                not complete
            ):  # left early: no more is sent, no pause waited out; what was sent is paid for, so its answer is kept
                self.endpoint.stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)

    def _questions(self, document: Document) -> list[tuple[str, list[Message]]]:
        """The pieces of a document, each with the conversation that asks for its claims."""
        pieces = prompt.pieces(document.text, self.settings.piece)
        return [(piece, prompt.messages(document, piece)) for piece in pieces]

    def _hear(self, document: Document) -> _Heard:
        """Get the answers about a document, from the cache or the model. Runs in threads."""
        heard = _Heard()
        try:
            for _, asked in self._questions(document):
                kept = self.cache.get(asked)
                answer = _readable(kept) if kept is not None else None
                heard.cached += answer is not None
                heard.answers.append(answer or self._ask(asked, heard))
        except SetAside as problem:
            heard.problem = problem
        return heard

    def _ask(self, asked: list[Message], heard: _Heard) -> Answer:
        if self._in_a_row >= GIVEN_UP:
            raise SetAside("llm", f"It was not sent: the {GIVEN_UP} documents before it got no answer.")
        conversation = asked
        for _ in range(1 + REPAIRS):
            reply = self.endpoint.ask(conversation)
            heard.asked += 1
            heard.usage += reply.usage
            try:
                answer = read(reply.text)
            except UnreadableError as error:
                wrong = UnreadableError("it was cut off: give fewer words") if reply.cut else error
                conversation = prompt.again(asked, reply.text, wrong)
            else:
                self.cache.put(asked, reply.text)
                return answer
        raise SetAside("llm", f"The model's answer can't be used, asked {1 + REPAIRS} times: {wrong}.")

    def _claims(self, document: Document, heard: _Heard) -> list[Claim] | SetAside:
        tally = self.tally
        tally.asked += heard.asked
        tally.cached += heard.cached
        tally.usage += heard.usage
        self._in_a_row = self._in_a_row + 1 if heard.problem else 0
        if heard.problem:
            tally.failed += 1
            return heard.problem
        places, actors = self._load()
        checked = check(document, heard.answers, self.version, places, actors)
        tally.claims += len(checked.claims)
        tally.invented += checked.invented
        tally.malformed += checked.malformed
        return checked.claims

    def _load(self) -> tuple[Places, Actors]:
        places, actors = self._registries
        self._registries = places, actors = places or Places.load(), actors or Actors.load()
        return places, actors


def _readable(text: str) -> Answer | None:
    try:
        return read(text)
    except UnreadableError:
        return None
