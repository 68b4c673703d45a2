"""Having alerts told: on standard output, by mail, to a webhook."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from marsad.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from marsad.sources import Rules
    from marsad.sources.net.mail import Postbox
    from marsad.views.watched import Alert
    from marsad.watch.listing import Mail, WatchList

Style = Literal["text", "json"]

_PORTS = {"tls": 465, "starttls": 587, "none": 25}


class Channel(Protocol):
    """One way of telling."""

    @property
    def name(self) -> str:
        """What the ledger knows it by."""

    def tell(self, alert: Alert, watch: str) -> None:
        """Tell an alert of a watch list; raises SetAside where that cannot be done now."""


def channels(
    listing: WatchList, write: Callable[[str], None], style: Style, rules: Rules, environment: Mapping[str, str]
) -> list[Channel]:
    """The channels of a watch list.

    Args:
        listing: the list.
        write: prints a line on standard output.
        style: how.
        rules: what posting to a webhook keeps to.
        environment: where the secrets are.

    Raises:
        InputError: a secret is missing.

    """
    found: list[Channel] = [Output(write, style)]
    if listing.tell.mail is not None:
        found.append(ByMail(listing.tell.mail, _postbox(listing.tell.mail, environment)))
    if listing.tell.webhook is not None:
        address = listing.tell.webhook.address or environment.get("MARSAD_WEBHOOK_ADDRESS")
        if not address:
            raise InputError("The webhook has no address: name it in the list, or in MARSAD_WEBHOOK_ADDRESS.")
        found.append(ToWebhook(address, environment.get("MARSAD_WEBHOOK_TOKEN"), rules))
    return found


def _postbox(mail: Mail, environment: Mapping[str, str]) -> Postbox:
    from marsad.sources.net.mail import Postbox

    password = environment.get("MARSAD_MAIL_PASSWORD")
    if mail.user is not None and not password:
        raise InputError(f"The password of {mail.user} on {mail.host} is missing: set MARSAD_MAIL_PASSWORD.")
    return Postbox(mail.host, mail.port or _PORTS[mail.security], mail.security, mail.user, password)


@dataclass(frozen=True, slots=True)
class Output:
    """Standard output, as text or as one line of JSON for each alert."""

    write: Callable[[str], None]
    style: Style
    name: str = "output"

    def tell(self, alert: Alert, watch: str) -> None:
        """Print it."""
        self.write(as_text(alert) if self.style == "text" else as_json(alert, watch))


@dataclass(frozen=True, slots=True)
class ByMail:
    """Mail, one message for each alert."""

    mail: Mail
    postbox: Postbox
    name: str = "mail"

    def tell(self, alert: Alert, watch: str) -> None:
        """Send it."""
        from marsad.sources.net.mail import send

        subject = f"[{watch}] " + ("control changed: " if alert.kind == "control" else "toll jumped: ") + alert.place
        send(self.postbox, self.mail.sender, self.mail.to, subject, as_text(alert), f"{alert.id}.marsad")


@dataclass(frozen=True, slots=True)
class ToWebhook:
    """JSON posted to an address."""

    address: str
    token: str | None
    rules: Rules
    name: str = "webhook"

    def tell(self, alert: Alert, watch: str) -> None:
        """Post it."""
        from marsad.sources.web import fetcher_for

        body = as_json(alert, watch).encode()
        fetcher_for(self.rules).post(self.address, body, "application/json", self.token)


def as_json(alert: Alert, watch: str) -> str:
    """The alert as one line of JSON, with the name of the watch list."""
    return json.dumps({"watch": watch, **alert.model_dump(mode="json")}, ensure_ascii=False)


def as_text(alert: Alert) -> str:
    """The alert with the words that it rests on and where they stand; a reading of reports, not what is so."""
    lines = [alert.text]
    for quote in alert.quotes:
        source = ", ".join(filter(None, (quote.publisher or quote.title, quote.published, quote.url)))
        lines.append(f"  “{' '.join(quote.text.split())}” ({source or quote.doc})")
    return "\n".join(lines)
