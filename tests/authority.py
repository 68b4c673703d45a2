"""A time-stamping authority of our own (RFC 3161), by `openssl ts`, on this machine."""

from __future__ import annotations

import shutil
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = {name}
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[tsa]
default_tsa = own
[own]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(folder: Path, *arguments: str) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def found(folder: Path, name: str = "Qarun Time Authority") -> Path:
    """Found an authority in a folder; its certificate."""
    folder.mkdir()
    (folder / "ts.cnf").write_text(CONFIG.format(name=name))
    (folder / "serial").write_text("01\n")
    for who in ("ca", "tsa"):
        openssl(folder, "genrsa", "-out", f"{who}.key", "2048")
    openssl(
        folder, "req", "-new", "-x509", "-key", "ca.key", "-out", "ca.pem", "-config", "ts.cnf", "-extensions", "root"
    )
    (folder / "ts.cnf").write_text(CONFIG.format(name=f"{name} Stamper"))
    openssl(folder, "req", "-new", "-key", "tsa.key", "-out", "tsa.csr", "-config", "ts.cnf")
    openssl(
        folder, "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
        "-out", "tsa.pem", "-days", "30", "-extfile", "ts.cnf", "-extensions", "stamper",
    )  # fmt: skip
    return folder / "ca.pem"


@contextmanager
def serving(folder: Path, reply: bytes | None = None) -> Iterator[str]:
    """The address of an authority that stamps what it is asked to, or always gives the same reply."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            body = reply
            if body is None:
                (folder / "query.tsq").write_bytes(query)
                openssl(
                    folder, "ts", "-reply", "-config", "ts.cnf", "-section", "own",
                    "-queryfile", "query.tsq", "-out", "reply.tsr",
                )  # fmt: skip
                body = (folder / "reply.tsr").read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
