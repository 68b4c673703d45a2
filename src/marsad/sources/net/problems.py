"""What can go wrong with an address, in a sentence for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.errors import SetAside

if TYPE_CHECKING:
    from marsad.model import Fetched


class FetchProblem(SetAside):
    """An address gave nothing that can be read.

    Attributes:
        reason: address, refused-address, dns, connection, tls, timeout, redirects, robots, pause, http,
            too-large-answer or packing.
        passing: whether the same attempt may succeed later, so that it is worth another.
        wait: seconds that the server asked to wait, or None.
        fetched: the answer that was the problem, where one came.

    """

    def __init__(
        self,
        reason: str,
        sentence: str,
        *,
        passing: bool = False,
        wait: float | None = None,
        fetched: Fetched | None = None,
    ) -> None:
        super().__init__(reason, sentence)
        self.passing = passing
        self.wait = wait
        self.fetched = fetched


_STATUS = {
    401: "it asks for a login",
    402: "it asks for payment",
    403: "the server refuses to give it to this program",
    404: "there is no such page",
    410: "the page was taken away for good",
    429: "too many requests were made",
    451: "it is withheld for legal reasons",
    503: "the server is busy or being repaired",
}


def status(fetched: Fetched, wait: float | None) -> FetchProblem:
    """The problem of an answer that is no success."""
    code = fetched.status
    said = _STATUS.get(code) or ("the server has failed" if code >= 500 else "the server did not give the page")
    later = f" It asks to wait {seconds(wait)} before another attempt." if wait else ""
    return FetchProblem(
        "http",
        f"The answer was {code}: {said}.{later}",
        passing=code in {408, 425, 429} or code >= 500,
        wait=wait,
        fetched=fetched,
    )


def seconds(amount: float) -> str:
    """A number of seconds in words: "40 seconds", "15 minutes", "2 hours"."""
    for size, name in ((3600, "hours"), (60, "minutes")):
        if round(amount / size) >= 2:
            return f"{amount / size:.0f} {name}"
    return f"{amount:.0f} second{'' if round(amount) == 1 else 's'}"
