"""Connections: to the address that the gate has checked, and never longer than the deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpcore

from marsad.sources.net.problems import FetchProblem

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from marsad.sources.net.deadline import Deadline
    from marsad.sources.net.gate import Gate


class Wire(httpcore.NetworkBackend):
    """What httpcore opens its connections with.

    httpcore asks for a host by name. The name is looked up here, once, and the connection goes to the IP addresses
    that were checked, so that no second look-up can give another. TLS and the Host header keep the name.
    """

    def __init__(self, gate: Gate, deadline: Deadline) -> None:
        self._gate, self._deadline = gate, deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline says how long
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's addresses that answers."""
        problem: Exception | None = None
        for address in self._gate.addresses(host, port, self._deadline.left()):
            try:
                stream = self._plain.connect_tcp(address, port, self._deadline.left(), local_address, socket_options)
                return _Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem or httpcore.ConnectError("no address")

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Refused: a socket of this machine is no web server."""
        raise FetchProblem("address", "Only web servers are asked.")


class _Timed(httpcore.NetworkStream):
    """A stream whose every step has the time that the deadline leaves, so that drops do not add up to hours."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
