"""Web servers on 127.0.0.1 that answer as they are told, and count who asks."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

Send = Callable[[bytes], None]
Answering = Callable[["Asked", Send], None]


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Server:
    """What a running server has seen; `pages` may be changed while it runs."""

    port: int
    pages: dict[str, Answering]
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    names: list[str | None] = field(default_factory=list)
    """The names that TLS clients asked for (SNI)."""

    def address(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked if one.path != "/robots.txt"]


def page(
    body: bytes | str, status: int = 200, content_type: str | None = "text/html; charset=utf-8", **headers: str
) -> Answering:
    """An answer at once; names of headers are written with underscores."""
    content = body.encode() if isinstance(body, str) else body
    told = {"Content-Length": str(len(content)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    if content_type:
        told["Content-Type"] = content_type

    def answer(asked: Asked, send: Send) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        send(f"HTTP/1.1 {status} Something\r\n{lines}\r\n".encode() + content)

    return answer


def redirect(target: str, status: int = 302) -> Answering:
    return page(b"", status, Location=target)


def in_turn(*answers: Answering) -> Answering:
    """The first answer to the first request, and so on; the last one from then on."""
    left = list(answers)

    def answer(asked: Asked, send: Send) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(asked, send)

    return answer


@contextmanager
def serving(pages: dict[str, Answering] | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server, until the block ends; what it has no page for is answered with 404."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    server = Server(listener.getsockname()[1], pages or {})
    stop = threading.Event()
    threads: list[threading.Thread] = []
    if tls is not None:
        tls.sni_callback = lambda _socket, name, _context: server.names.append(name)

    def accept() -> None:
        while not stop.is_set():
            with suppress(TimeoutError):
                connection, _ = listener.accept()
                server.connections += 1
                thread = threading.Thread(target=serve, args=(connection,), daemon=True)
                threads.append(thread)
                thread.start()

    def serve(plain: socket.socket) -> None:
        plain.settimeout(5)
        with suppress(OSError), plain:
            connection = tls.wrap_socket(plain, server_side=True) if tls else plain
            with connection:
                _answer(server, connection, stop)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        stop.set()
        thread.join()
        listener.close()
        for one in threads:
            one.join(6)


def _answer(server: Server, connection: Any, stop: threading.Event) -> None:
    raw = b""
    while b"\r\n\r\n" not in raw:
        more = connection.recv(65536)
        if not more:
            return
        raw += more
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    asked = Asked(method, path, headers, body)
    server.asked.append(asked)

    def send(content: bytes) -> None:
        if stop.is_set():
            raise OSError("the server is stopping")
        connection.sendall(content)

    server.pages.get(path, page("not here", 404))(asked, send)
