"""Alerts over a real webhook and a real mail server; what cannot be sent is said, and stops nothing."""

import logging
from urllib.parse import quote

import pytest

from flows.watch.alert import Alert
from flows.watch.channels import Mail, send
from flows.watch.settings import SettingError
from tests.flows.watch.receivers import LetterBox, Post

ALERT = Alert("failed", "a run failed", "永州: the disk is full. Make room.", "/srv/data", run="2026-02-13 14:00")


def test_a_webhook_gets_the_alert_as_json(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_WEBHOOK", post.url)
    send(ALERT)
    [body] = post.bodies
    assert body == ALERT.as_json()
    assert (body["kind"], body["run"], body["text"]) == ("failed", "2026-02-13 14:00", ALERT.text)
    assert post.content_types == ["application/json; charset=utf-8"]


def test_everyone_named_gets_a_letter(letters: LetterBox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_SMTP_URL", f"smtp://{letters.user}:{quote(letters.password, safe='')}@127.0.0.1:{letters.port}")
    monkeypatch.setenv("TAIZHANG_ALERT_TO", "a@example.org, b@example.org")
    send(ALERT)
    [(recipients, letter)] = letters.letters
    assert recipients == ["a@example.org", "b@example.org"]
    assert letters.logged_in == [letters.user]
    assert (letter["Subject"], letter["From"]) == ("Taizhang: a run failed", "a@example.org")
    assert ALERT.text in letter.get_content()
    assert "Data directory: /srv/data" in letter.get_content()


def test_a_sender_may_be_named_and_no_user_is_needed(letters: LetterBox, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"SMTP_URL": f"smtp://127.0.0.1:{letters.port}", "ALERT_TO": "a@example.org", "ALERT_FROM": "t@example.org"}.items():
        monkeypatch.setenv(f"TAIZHANG_{name}", value)
    send(ALERT)
    assert [letter["From"] for _, letter in letters.letters] == ["t@example.org"]
    assert letters.logged_in == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/a-secret", "file:///etc/passwd?a-secret", "a-secret", "http://["])
def test_one_channel_that_fails_keeps_no_other_from_the_alert(
    url: str, letters: LetterBox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TAIZHANG_WEBHOOK", url)
    monkeypatch.setenv("TAIZHANG_SMTP_URL", f"smtp://127.0.0.1:{letters.port}")
    monkeypatch.setenv("TAIZHANG_ALERT_TO", "a@example.org")
    with caplog.at_level(logging.WARNING, "taizhang"):
        send(ALERT)
    assert len(letters.letters) == 1
    assert "could not be sent by webhook" in caplog.text
    assert "a-secret" not in caplog.text


def test_a_refusal_by_the_webhook_is_said(broken_post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("TAIZHANG_WEBHOOK", broken_post.url)
    with caplog.at_level(logging.WARNING, "taizhang"):
        send(ALERT)
    assert "HTTP Error 500" in caplog.text


@pytest.mark.parametrize(
    "url", ["smtp://127.0.0.1:9", "smtp://clerk:wrong@127.0.0.1:{port}", "127.0.0.1", "http://127.0.0.1", "smtp://:x", "smtp://["]
)
def test_a_letter_that_cannot_be_sent_is_said(
    url: str, letters: LetterBox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TAIZHANG_SMTP_URL", url.format(port=letters.port))
    monkeypatch.setenv("TAIZHANG_ALERT_TO", "a@example.org")
    with caplog.at_level(logging.WARNING, "taizhang"):
        send(ALERT)
    assert "could not be sent by mail" in caplog.text
    assert letters.letters == []
    assert "wrong" not in caplog.text


def test_a_mail_server_without_anybody_to_write_to_is_said(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("TAIZHANG_SMTP_URL", "smtp://127.0.0.1")
    with caplog.at_level(logging.WARNING, "taizhang"):
        send(ALERT)
    assert "TAIZHANG_ALERT_TO must" in caplog.text


def test_a_password_does_not_leave_the_machine_without_encryption(letters: LetterBox, monkeypatch: pytest.MonkeyPatch) -> None:
    # Another name of this machine stands for another machine: the server is reached, and offers no encryption.
    with pytest.raises(SettingError, match="offers no encryption"):
        Mail(f"smtp://clerk:secret@127.0.0.2:{letters.port}", "a@example.org", "a@example.org").send(ALERT)
    assert letters.logged_in == []


def test_without_a_channel_nothing_happens(caplog: pytest.LogCaptureFixture) -> None:
    send(ALERT)
    assert caplog.text == ""
