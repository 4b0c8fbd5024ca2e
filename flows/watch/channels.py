"""Where alerts go: a webhook, an e-mail, both or none, as the environment says. None of it can fail a run."""

import json
import os
import smtplib
import ssl
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from flows.runs import log
from flows.watch.alert import Alert
from flows.watch.settings import ALERT_FROM, ALERT_TO, SMTP_URL, WEBHOOK, SettingError

_SECONDS = 10.0
_PORTS = {"smtp": 25, "smtps": 465}
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class Channel(Protocol):
    """Something that takes an alert."""

    def send(self, alert: Alert) -> None:
        """Hands the alert over. OSError, SMTPException among them, or SettingError where it cannot be."""


@dataclass(frozen=True)
class Webhook:
    """An address that takes JSON by POST. The address itself may be a secret, and is never printed."""

    url: str

    def send(self, alert: Alert) -> None:
        """Posts the alert's fields; any answer but a success is an error."""
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise SettingError(f"{WEBHOOK} is no web address: expected https://…")
        body = json.dumps(alert.as_json(), ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "taizhang"}
        request = urllib.request.Request(self.url, body, headers, method="POST")  # noqa: S310 - http and https only
        with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310
            return


@dataclass(frozen=True)
class Mail:
    """A mail server, as smtp://user:password@host:port or smtps://…, and who gets the letters, separated by commas."""

    url: str
    recipients: str
    sender: str

    def send(self, alert: Alert) -> None:
        """Sends a letter. It is encrypted wherever the server can; a password leaves this machine in no other way."""
        server = urlsplit(self.url)
        if server.scheme not in _PORTS or not server.hostname:
            raise SettingError(f"{SMTP_URL} is no mail server: expected smtp://user:password@host:587 or smtps://user:password@host")
        with _connected(server) as connection:
            if server.username:
                _log_in(connection, server)
            connection.send_message(self._letter(alert))

    def _letter(self, alert: Alert) -> EmailMessage:
        letter = EmailMessage()
        letter["Subject"] = f"Taizhang: {alert.title}"
        letter["From"] = self.sender
        letter["To"] = self.recipients
        letter.set_content(alert.as_letter())
        return letter


def send(alert: Alert) -> None:
    """Sends an alert over every configured channel. One that fails is logged, and neither raises nor keeps the others from it."""
    for channel in configured():
        try:
            channel.send(alert)
        except Exception as error:  # whatever a library below raises: the run has ended as it has ended
            log.warning("the alert “%s” could not be sent by %s: %s", alert.title, _name(channel), error)


def configured() -> Iterator[Channel]:
    """The channels that the environment names."""
    if url := os.environ.get(WEBHOOK):
        yield Webhook(url)
    server, recipients = os.environ.get(SMTP_URL), os.environ.get(ALERT_TO)
    if server and recipients:
        yield Mail(server, recipients, os.environ.get(ALERT_FROM) or recipients.split(",")[0].strip())
    elif server or recipients:
        log.warning("no alert is sent by mail: %s and %s must both be set", SMTP_URL, ALERT_TO)


def _name(channel: Channel) -> str:
    return "mail" if isinstance(channel, Mail) else "webhook"


def _connected(server: SplitResult) -> smtplib.SMTP:
    host, port = server.hostname or "", server.port or _PORTS[server.scheme]
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=ssl.create_default_context())
    connection = smtplib.SMTP(host, port, timeout=_SECONDS)
    connection.ehlo()
    # A relay on this machine shows a certificate that nobody signed, and nobody listens in between.
    if host not in _THIS_MACHINE and connection.has_extn("starttls"):
        connection.starttls(context=ssl.create_default_context())
        connection.ehlo()
    return connection


def _log_in(connection: smtplib.SMTP, server: SplitResult) -> None:
    if server.hostname not in _THIS_MACHINE and not isinstance(connection.sock, ssl.SSLSocket):
        raise SettingError(
            f"{server.hostname} offers no encryption and gets no password; let {SMTP_URL} begin with smtps:// or name no user"
        )
    connection.login(unquote(server.username or ""), unquote(server.password or ""))
