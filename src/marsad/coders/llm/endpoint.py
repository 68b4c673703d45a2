"""The one place of the coders that opens connections: an endpoint with OpenAI's chat completions, asked with patience.

What may pass (busy, overloaded, late, cut off) is tried again, after pauses that double and are spread by chance, or
after the time that the server names. What will not pass (a refused key, an unknown model) ends the run.
"""

from __future__ import annotations

import json
import random
import threading
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpx

from marsad.coders.llm.answer import SCHEMA
from marsad.coders.llm.cost import Usage, tokens
from marsad.errors import MarsadError, SetAside

if TYPE_CHECKING:
    from marsad.coders.llm.prompt import Message
    from marsad.coders.llm.settings import Settings

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
"""Statuses of what may pass by itself."""

HOPELESS = frozenset({401, 402, 403, 404, 405})
"""Statuses that the next request will get as well."""

FORMATS: tuple[dict[str, Any] | None, ...] = (
    {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": SCHEMA}},
    {"type": "json_object"},
    None,
)
"""How an answer's form is asked for, the strictest first; not every server knows every one."""

REFUSED_FORMAT = frozenset({400, 415, 422, 501})

LONGEST_WAIT, LONGEST_ASKED = 60.0, 600.0
"""Seconds of a pause of our own choice, and of one that a server asks for."""

LARGEST = 8_000_000
"""Bytes of a reply."""


class EndpointError(MarsadError):
    """The endpoint refuses all that it is asked: the run ends."""


class _Passing(Exception):  # noqa: N818
    """What may pass: why, and the seconds that the server asks to wait."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class _BadRequest(Exception):  # noqa: N818
    """The server does not take this request."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said, and the tokens that it took."""

    text: str
    usage: Usage
    cut: bool
    """Whether the answer broke off at a limit of the server or the settings."""


class Endpoint:
    """A model at an address; can be asked from several threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.stopped = threading.Event()
        self._format = 0
        headers = {"Authorization": f"Bearer {settings.key.get_secret_value()}"} if settings.key else {}
        # Requests to this machine go there and not to a proxy of the environment.
        self._client = httpx.Client(headers=headers, timeout=settings.timeout, trust_env=not settings.local)

    def close(self) -> None:
        """End all waiting, and the connections."""
        self.stopped.set()
        self._client.close()

    def ask(self, messages: list[Message]) -> Reply:
        """The model's reply to a conversation.

        Raises:
            SetAside: it could not be had for this conversation.
            EndpointError: nor for any other.

        """
        number = self._format
        while True:
            try:
                reply = self._patiently(messages, FORMATS[number])
            except _BadRequest as error:
                if FORMATS[number] is None:
                    raise SetAside("llm", f"The endpoint does not take it: {error}.") from error
                number += 1
            else:
                self._format = max(self._format, number)
                return reply

    def _patiently(self, messages: list[Message], form: dict[str, Any] | None) -> Reply:
        for tried in range(1, self.settings.tries + 1):
            try:
                return self._once(messages, form)
            except _Passing as problem:
                if tried == self.settings.tries:
                    times = "once" if tried == 1 else f"{tried} times"
                    raise SetAside("llm", f"No answer from {self.settings.host}, asked {times}: {problem}.") from None
                if self.stopped.wait(self._pause(tried, problem.after)):
                    break
        raise SetAside("llm", "It was not asked any more: the run was stopped.")

    def _pause(self, tried: int, asked: float | None) -> float:
        own: float = min(LONGEST_WAIT, self.settings.pause * 2 ** (tried - 1)) * random.uniform(0.5, 1.0)  # noqa: S311
        return max(own, min(asked or 0.0, LONGEST_ASKED))

    def _once(self, messages: list[Message], form: dict[str, Any] | None) -> Reply:
        body: dict[str, Any] = {"model": self.settings.model, "messages": messages, "temperature": 0}
        if form is not None:
            body["response_format"] = form
        if self.settings.answer is not None:
            body["max_tokens"] = self.settings.answer
        try:
            with self._client.stream("POST", f"{self.settings.address}/chat/completions", json=body) as response:
                content = self._content(response)
        except httpx.TimeoutException as error:
            raise _Passing(f"it took longer than {self.settings.timeout:g} seconds") from error
        except (httpx.HTTPError, RuntimeError) as error:  # RuntimeError: closed while it was asked
            raise _Passing(str(error) or type(error).__name__) from error
        self._check(response, content)
        return _reply(content, messages)

    def _content(self, response: httpx.Response) -> bytes:
        """The body, within bounds of size and time: a server that drips does not hold us for ever."""
        until = time.monotonic() + self.settings.timeout
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if len(content) > LARGEST:
                raise SetAside("llm", f"The endpoint's reply is longer than {LARGEST:,} bytes.")
            if time.monotonic() > until:
                raise _Passing(f"it took longer than {self.settings.timeout:g} seconds")
        return bytes(content)

    def _check(self, response: httpx.Response, content: bytes) -> None:
        status = response.status_code
        if response.is_success:
            return
        said = f"HTTP {status} {_said(content)}".strip()
        if status in PASSING:
            raise _Passing(said, _after(response.headers.get("retry-after", "")))
        if status in REFUSED_FORMAT:
            raise _BadRequest(said)
        if status in HOPELESS or response.is_redirect:
            what = "sends on to another address, which is not followed" if response.is_redirect else "refuses"
            raise EndpointError(
                f"{self.settings.address} {what}: {said}. Check the address, the model ({self.settings.model}) and "
                "the key."
            )
        raise SetAside("llm", f"The endpoint does not take it: {said}.")


def _reply(content: bytes, messages: list[Message]) -> Reply:
    try:
        found = json.loads(content)
        choice = found["choices"][0]
        text = choice["message"]["content"]
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _Passing("its reply is no chat completion") from error
    counted = found.get("usage")
    sent, received = (
        (counted.get("prompt_tokens"), counted.get("completion_tokens")) if isinstance(counted, dict) else (None, None)
    )
    if isinstance(sent, int) and isinstance(received, int):
        usage = Usage(sent, received)
    else:
        usage = Usage(sum(tokens(one["content"]) for one in messages), tokens(text), estimated=True)
    return Reply(text, usage, cut=choice.get("finish_reason") == "length")


def _said(content: bytes) -> str:
    """What an error's reply says, shortened, in one line."""
    text = content.decode("utf-8", "replace")
    try:
        error = json.loads(text)["error"]
        text = error["message"] if isinstance(error, dict) else error
    except (ValueError, LookupError, TypeError, RecursionError):
        pass
    line = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    return f"({line[:200]})" if line else ""


def _after(words: str) -> float | None:
    """Seconds that a Retry-After asks to wait, as a number or a date."""
    try:
        return max(0.0, float(words))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(words).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None
