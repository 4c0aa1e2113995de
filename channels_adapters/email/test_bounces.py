"""Mails that came back, as servers say it who keep to no standard; and what only looks like one."""

import pytest

from channels_adapters.email.failure_words import says_failed
from channels_adapters.email.normalising import normalised
from models.envelopes import Bounce, MessageEnvelope

DAEMON = "MAILER-DAEMON@mx.surel.example (Mail Delivery Subsystem)"
REPORT = 'multipart/report; report-type=delivery-status; boundary="b"'


def mail(
    subject: str, body: str, sender: str = DAEMON, kind: str = "text/plain"
) -> MessageEnvelope:
    raw = (
        f"From: {sender}\r\nTo: help@kirim.example\r\nSubject: {subject}\r\n"
        f"Date: Thu, 26 Nov 2026 09:00:00 +0700\r\nContent-Type: {kind}\r\n\r\n{body}"
    )
    [told] = normalised(raw.encode())
    assert isinstance(told, MessageEnvelope)
    return told


def short(bounces: list[Bounce]) -> list[tuple[str | None, str | None]]:
    return [(one.recipient, one.status) for one in bounces]


UNKNOWN_WORDS = {
    "the only address it names": (
        "Message status - undeliverable",
        "Pesan Anda tidak sampai:\n\n\tbudi@mati.example (no such user)\n",
        [("budi@mati.example", "5.0.0")],
    ),
    "with a code": (
        "Non delivery report: 5.9.8 (Spam)",
        "budi@mati.example said 5.7.1 no thanks",
        [("budi@mati.example", "5.7.1")],
    ),
    "nobody": ("Returned mail: see transcript for details", "<<< No message >>>", [(None, "5.0.0")]),
    "two, and not which": (
        "Unzustellbar: Paket",
        "budi@mati.example oder dewi@mati.example",
        [(None, "5.0.0")],
    ),
    "not yet": (
        "Warning: message 1xAb delayed 24 hours",
        "It is still being tried for budi@mati.example",
        [("budi@mati.example", "4.0.0")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNKNOWN_WORDS)
def test_a_server_whose_words_no_reader_knows_still_says_that_it_came_back(case: str) -> None:
    subject, body, told = UNKNOWN_WORDS[case]
    found = mail(subject, body)
    assert found.is_bounce
    assert found.is_auto
    assert short(found.bounces) == told


def test_to_whom_it_went_stands_in_what_came_back() -> None:
    body = (
        "--b\r\n\r\nYour mail could not be delivered.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        "From: help@kirim.example\r\nTo: Budi <budi@mati.example>\r\nMessage-ID: <m1@kirim.example>\r\n\r\nHalo\r\n--b--\r\n"
    )
    found = mail("Mail could not be delivered", body, kind=REPORT)
    assert short(found.bounces) == [("budi@mati.example", "5.0.0")]
    assert found.bounces[0].message_id == "m1@kirim.example"


def report(groups: str) -> str:
    return f"--b\r\n\r\nHalo\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n{groups}\r\n--b--\r\n"


def test_a_group_that_names_nobody_says_nothing_beside_one_that_does() -> None:
    groups = (
        "Reporting-MTA: dns; mx.example\r\nAction: failed\r\n\r\nFinal-Recipient: rfc822; budi@mati.example\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\n"
    )
    found = mail("Delivery failure", report(groups), kind=REPORT)
    assert short(found.bounces) == [("budi@mati.example", "5.1.1")]


@pytest.mark.parametrize("action", ["delivered", "relayed", "Expanded"])
def test_the_word_that_it_has_arrived_is_no_bounce(action: str) -> None:
    groups = f"Final-Recipient: rfc822; budi@x.example\r\nAction: {action}\r\nStatus: 2.0.0\r\n"
    found = mail("Delivery Status Notification (Success)", report(groups), kind=REPORT)
    assert not found.is_bounce
    assert found.is_auto


@pytest.mark.parametrize(
    "sender", ["kurir@antar.example", "no-reply@antar.example", "Budi <budi@x.example>"]
)
def test_a_parcel_that_was_not_delivered_is_no_mail_that_came_back(sender: str) -> None:
    found = mail("Delivery failed: parcel 12 for dewi@x.example", "We rang at noon.", sender=sender)
    assert not found.is_bounce


@pytest.mark.parametrize(
    "subject",
    [
        "Undelivered Mail Returned to Sender",
        "Mail delivery failed: returning message to sender",
        "Undeliverable: Paket",
        "Unzustellbar: Paket",
        "Non remis : Paket",
        "No se ha podido entregar: Paket",
        "Não entregue: Paket",
        "Mancato recapito: Paket",
        "Onbestelbaar: Paket",
        "Tidak terkirim: Paket",
        "Не доставлено: Paket",
        "退信：Paket",
        "配信不能: Paket",
    ],
)
def test_subjects_of_what_came_back_are_known_in_many_languages(subject: str) -> None:
    assert says_failed(subject)
    assert not says_failed(f"Re: {subject}")


@pytest.mark.parametrize(
    "subject", ["Paket belum sampai", "Delivery", "Retur barang", "Kirim ulang"]
)
def test_subjects_of_people_are_none(subject: str) -> None:
    assert not says_failed(subject)
