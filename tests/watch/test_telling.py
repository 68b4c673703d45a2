"""Alerts by mail, to real servers on this machine, and to webhooks."""

from __future__ import annotations

import asyncio
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from marsad.errors import InputError, SetAside
from marsad.sources import Limits, Rules
from marsad.sources.web import fetcher_for
from marsad.views.watched import Alert, Quote
from marsad.watch.listing import load
from marsad.watch.telling import as_json, as_text, channels
from tests.sources.net.servers import page, serving

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # TLS is below the session
RULES = Rules(allow_private=True, proxy="", gap=0, limits=Limits(total=5, silence=2))
ALERT = Alert(
    id="5f", kind="control", place="Fenner\nBcc: x@y.example", text="Control of Fenner: reported taken by rebels.",
    quotes=(Quote(text="Rebels took\nFenner", doc="d1", publisher="Coast Post", published="2019-03-03", url=None),),
)  # fmt: skip


class Box:
    """A mail server's store; it takes what it is sent from those who know the password."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.refusal: str | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.refusal or "250 taken"

    def login(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and data.password == b"secret"
        return AuthResult(success=known, handled=False)


@contextmanager
def running(box: Box, tls: ssl.SSLContext | None, implicit: bool) -> Iterator[int]:
    loop = asyncio.new_event_loop()

    def session() -> SMTP:
        return SMTP(
            box, loop=loop, authenticator=box.login, auth_required=bool(tls), auth_require_tls=not implicit,
            tls_context=None if implicit else tls, require_starttls=bool(tls) and not implicit,
        )  # fmt: skip

    server = loop.run_until_complete(loop.create_server(session, "127.0.0.1", 0, ssl=tls if implicit else None))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)  # the loop's own thread is at work on the server
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return context


def tell(tmp_path: Path, told: str, **environment: str) -> None:
    path = tmp_path / "watch.yaml"
    path.write_text(f"sources: [in]\ntell:\n  {told}\n")
    for channel in channels(load(path), lambda _line: None, "text", RULES, environment):
        channel.tell(ALERT, "kestrel")


def mail(port: int, security: str, user: str = "user: watch, ") -> str:
    return (
        f"mail: {{host: 127.0.0.1, port: {port}, security: {security}, {user}"
        "from: watch@desk.example, to: [a@desk.example, b@desk.example]}"
    )


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mail(security: str, tls: ssl.SSLContext, tmp_path: Path) -> None:
    box = Box()
    with running(box, tls, implicit=security == "tls") as port:
        tell(tmp_path, mail(port, security), MARSAD_MAIL_PASSWORD="secret")
        (found,) = box.mails
        assert found["Subject"] == "[kestrel] control changed: Fenner Bcc: x@y.example"
        assert (found["From"], found["To"], found["Bcc"]) == (
            "watch@desk.example",
            "a@desk.example, b@desk.example",
            None,
        )
        assert found["Message-ID"] == "<5f.marsad@desk.example>"
        assert found.get_content().replace("\r", "") == as_text(ALERT) + "\n"
        with pytest.raises(SetAside, match="does not accept the user or the password"):
            tell(tmp_path, mail(port, security), MARSAD_MAIL_PASSWORD="wrong")
        box.refusal = "451 mailbox full"
        with pytest.raises(SetAside, match=r"does not take the mail: .*mailbox full"):
            tell(tmp_path, mail(port, security), MARSAD_MAIL_PASSWORD="secret")


def test_mail_without_protection_is_only_sent_where_the_list_says_so(tmp_path: Path) -> None:
    box = Box()
    with running(box, None, implicit=False) as port:
        tell(tmp_path, mail(port, "none", user=""))
        assert len(box.mails) == 1
        with pytest.raises(SetAside, match=r"does not take the mail|No protected connection"):
            tell(tmp_path, mail(port, "starttls", user=""))
        assert len(box.mails) == 1


def test_mail_to_a_server_whose_certificate_is_unknown(tls: ssl.SSLContext, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    box = Box()
    with running(box, tls, implicit=False) as port:
        with pytest.raises(SetAside, match="No protected connection"):
            tell(tmp_path, mail(port, "starttls"), MARSAD_MAIL_PASSWORD="secret")
        assert box.mails == []


def test_nobody_takes_mail(tmp_path: Path) -> None:
    with running(Box(), None, implicit=False) as port:
        pass
    with pytest.raises(SetAside, match="cannot be reached to send mail"):
        tell(tmp_path, mail(port, "none", user=""))


def test_webhook(tmp_path: Path) -> None:
    fetcher_for.cache_clear()
    with serving({"/hook": page("ok")}) as server:
        tell(tmp_path, f"webhook: {{address: '{server.address('/hook')}'}}", MARSAD_WEBHOOK_TOKEN="secret")
        tell(tmp_path, "webhook: {}", MARSAD_WEBHOOK_ADDRESS=server.address("/hook"))
        first, second = server.asked
        assert (first.method, first.headers["authorization"]) == ("POST", "Bearer secret")
        assert "authorization" not in second.headers
        posted = json.loads(first.body)
        assert posted == json.loads(as_json(ALERT, "kestrel"))
        assert (posted["watch"], posted["text"]) == ("kestrel", ALERT.text)
        with pytest.raises(SetAside, match="404"):
            tell(tmp_path, f"webhook: {{address: '{server.address('/gone')}'}}")


@pytest.mark.parametrize(
    ("told", "words"), [("webhook: {}", "MARSAD_WEBHOOK_ADDRESS"), (mail(25, "tls"), "MARSAD_MAIL")]
)
def test_secrets_that_are_missing(told: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        tell(tmp_path, told)


def test_words() -> None:
    assert as_text(ALERT).splitlines()[1] == "  “Rebels took Fenner” (Coast Post, 2019-03-03)"
