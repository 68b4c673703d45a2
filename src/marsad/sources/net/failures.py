"""Failures of connections in plain words."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpcore

from marsad.sources.net.problems import FetchProblem

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def plainly(host: str) -> Iterator[None]:
    """Turn what httpcore raises within into a FetchProblem that says what is wrong with `host`."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchProblem("timeout", f"{host} did not answer in time.", passing=True) from error
    except httpcore.ProxyError as error:
        raise FetchProblem("connection", f"The proxy does not let {host} be reached: {error}.", passing=True) from error
    except (httpcore.NetworkError, ssl.SSLError) as error:
        raise _broken(host, error) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchProblem("connection", f"{host} did not answer as a web server does.", passing=True) from error


def _broken(host: str, error: Exception) -> FetchProblem:
    cause = error if isinstance(error, ssl.SSLError) else next(iter(error.args), None)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchProblem("tls", f"The certificate of {host} cannot be trusted: {cause.verify_message}.")
    if isinstance(cause, ssl.SSLError):
        return FetchProblem("tls", f"No protected connection to {host} could be made.", passing=True)
    if isinstance(error, httpcore.ConnectError):
        return FetchProblem("connection", f"{host} cannot be reached.", passing=True)
    return FetchProblem("connection", f"The connection to {host} broke off.", passing=True)
