"""Sending mail by the server that the user names."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from typing import Literal

from marsad.sources.net.problems import FetchProblem
from marsad.sources.net.rules import USER_AGENT

SECONDS = 30.0
"""How long the server may take for each step."""


@dataclass(frozen=True, slots=True)
class Postbox:
    """A mail server and how to log in to it.

    Attributes:
        host: its name.
        port: 465 for `tls`, 587 for `starttls`, 25 for `none`, as a rule.
        security: tls from the first byte, starttls before anything is said, or none (for a server on this machine).
        user: who logs in; None: nobody does.
        password: of the user.

    """

    host: str
    port: int
    security: Literal["tls", "starttls", "none"] = "starttls"
    user: str | None = None
    password: str | None = None


def send(postbox: Postbox, sender: str, to: list[str], subject: str, text: str, ident: str) -> None:
    """Send one message of plain text.

    Args:
        postbox: the server.
        sender: the address in From.
        to: addresses.
        subject: one line.
        text: the body.
        ident: the part of the Message-ID before the @, the same for the same message: one sent twice shows once.

    Raises:
        FetchProblem: the server does not take it ("mail").

    """
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, ", ".join(to), " ".join(subject.split())
    message["Date"], message["Message-ID"] = formatdate(), f"<{ident}@{sender.rpartition('@')[2]}>"
    message["User-Agent"], message["Auto-Submitted"] = USER_AGENT, "auto-generated"
    message.set_content(text)
    try:
        with _connected(postbox) as server:
            if postbox.user is not None:
                server.login(postbox.user, postbox.password or "")
            server.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise FetchProblem("mail", f"{postbox.host} does not accept the user or the password.") from error
    except smtplib.SMTPException as error:
        raise FetchProblem("mail", f"{postbox.host} does not take the mail: {_said(error)}.", passing=True) from error
    except ssl.SSLError as error:
        raise FetchProblem("mail", f"No protected connection to {postbox.host} could be made.", passing=True) from error
    except OSError as error:
        raise FetchProblem("mail", f"{postbox.host} cannot be reached to send mail.", passing=True) from error


def _connected(postbox: Postbox) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if postbox.security == "tls":
        return smtplib.SMTP_SSL(postbox.host, postbox.port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(postbox.host, postbox.port, timeout=SECONDS)
    try:
        if postbox.security == "starttls":
            server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server


def _said(error: smtplib.SMTPException) -> str:
    """What the server said, in one line."""
    return " ".join(str(error).split()).rstrip(".")[:200]
