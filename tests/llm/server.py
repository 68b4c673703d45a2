"""A model's endpoint on this machine that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TEXT = (
    "At least 12 people, including four children, were killed in Kestrel Bay on Tuesday, the Qarun Monitor said.\n\n"
    "Rebels have called for a five-day truce, a spokesman told the Coast Herald."
)
KILLED = {
    "event": "casualty.killed", "modality": "asserted",
    "quote": "At least 12 people, including four children, were killed in Kestrel Bay",
    "actor": [], "target": ["people"], "target_status": "unknown", "place": ["Kestrel Bay"], "means": None,
    "figure": "12", "counts": "people", "scope": "new", "part_of": None, "time": "on Tuesday",
    "sources": [{"words": "the Qarun Monitor", "verb": "said"}],
}  # fmt: skip
CHILDREN = KILLED | {
    "quote": "including four children, were killed", "target": ["children"], "target_status": "civilian",
    "figure": "four", "part_of": 0,
}  # fmt: skip
TRUCE = {
    "event": "diplomacy.ceasefire_called", "quote": "Rebels have called for a five-day truce", "actor": ["Rebels"],
    "sources": [{"words": "spokesman", "verb": "told"}],
}  # fmt: skip


def said(*claims: Any) -> str:
    """An answer with these claims."""
    return json.dumps({"claims": claims})


@dataclass
class Reply:
    """What the server sends: an answer of the model, or any other status, body and pause."""

    answer: str = '{"claims": []}'
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    wait: float = 0.0
    finish: str = "stop"
    usage: dict[str, int] | None = field(default_factory=lambda: {"prompt_tokens": 1000, "completion_tokens": 200})

    def content(self) -> bytes:
        """The body of a chat completion."""
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.answer}
        found: dict[str, Any] = {"choices": [{"message": message, "finish_reason": self.finish}]}
        return json.dumps(found | ({"usage": self.usage} if self.usage else {})).encode()


Script = Callable[[dict[str, Any], int], Reply]
"""What to reply to a request's JSON, and how many came before it."""


@dataclass
class Model:
    """The server: its address, and what it was asked."""

    address: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(script: Script) -> Iterator[Model]:
    """Serve a script on 127.0.0.1."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                number = len(model.asked)
                model.asked.append(asked)
                model.headers.append({key.lower(): value for key, value in self.headers.items()})
            reply = script(asked, number) if self.path == "/v1/chat/completions" else Reply(status=404, body=b"")
            time.sleep(reply.wait)
            content = reply.content()
            try:
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(content)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                pass  # the other side had no patience

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    model = Model(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
