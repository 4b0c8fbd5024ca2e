"""Servers that take alerts, and what they took."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from flows.health import free_port


@dataclass
class Post:
    """A webhook: its address, and the bodies that were posted to it."""

    url: str
    bodies: list[dict[str, Any]] = field(default_factory=list)
    content_types: list[str] = field(default_factory=list)

    def kinds(self) -> list[str]:
        return [body["kind"] for body in self.bodies]


@dataclass
class LetterBox:
    """A mail server that knows one user: its port, and the letters that it took."""

    port: int
    user: str = "clerk"
    password: str = "a:b@c/d"
    logged_in: list[str] = field(default_factory=list)
    letters: list[tuple[list[str], EmailMessage]] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        letter = message_from_bytes(envelope.original_content or b"", policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append((list(envelope.rcpt_tos), letter))
        return "250 taken"

    def admit(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, offered: LoginPassword) -> AuthResult:
        known = (offered.login, offered.password) == (self.user.encode(), self.password.encode())
        if known:
            self.logged_in.append(self.user)
        return AuthResult(success=known)


def posts_to(status: int) -> Iterator[Post]:
    """A webhook that answers with this status."""
    post = Post("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            post.bodies.append(json.loads(body))
            post.content_types.append(self.headers["Content-Type"])
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        post.url = f"http://127.0.0.1:{server.server_address[1]}/hook/a-secret"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield post
        server.shutdown()


def letter_box() -> Iterator[LetterBox]:
    box = LetterBox(free_port())
    # On every address of this machine: a test reaches it by one that counts as another machine's.
    controller = Controller(box, hostname="0.0.0.0", port=box.port, authenticator=box.admit, auth_require_tls=False)
    controller.start()
    yield box
    controller.stop()
