"""Mails that break the rules as programs out there break them: what people meant is read all the same."""

import json
import time
from typing import Any

import pytest

from channels_adapters.email.normalising import normalised
from models.envelopes import MessageEnvelope

HEAD = b"From: budi@x.example\r\nTo: help@kirim.example\r\nMessage-ID: <s1@x.example>\r\n"


def mail(raw: bytes) -> MessageEnvelope:
    [found] = normalised(raw)
    assert isinstance(found, MessageEnvelope)
    return found


def _said(charset: str, words: str, encoding: str) -> bytes:
    return b"Content-Type: text/plain; charset=%s\r\n\r\n" % charset.encode() + words.encode(
        encoding
    )


WORDS: dict[str, tuple[bytes, str]] = {
    "Russian without a charset": (
        b"\r\n" + "Где моя посылка?".encode("cp1251"),
        "Где моя посылка?",
    ),
    "Russian in koi8 without a charset": (
        b"\r\n" + "Где моя посылка сегодня?".encode("koi8_r"),
        "Где моя посылка сегодня?",
    ),
    "Chinese that says us-ascii": (
        _said("us-ascii", "我的包裹在哪里？", "gb18030"),
        "我的包裹在哪里？",
    ),
    "Japanese that says us-ascii, escaped": (
        _said("us-ascii", "荷物が届きません", "iso2022_jp"),
        "荷物が届きません",
    ),
    "Korean without a charset": (b"\r\n" + "소포가 안 왔어요".encode("cp949"), "소포가 안 왔어요"),
    "UTF-8 that says iso-8859-1": (_said("iso-8859-1", "Café “dua” 😀", "utf-8"), "Café “dua” 😀"),
    "French without a charset": (b"\r\nD\xe9j\xe0 vu, merci", "Déjà vu, merci"),
    "UTF-16 without one": (_said("utf-16", "Halo, Dewi", "utf-16-be"), "Halo, Dewi"),
    "UTF-16 of the other order": (_said("utf-16", "Halo, Dewi", "utf-16-le"), "Halo, Dewi"),
    "UTF-16 with its mark": (_said("utf-16", "Halo", "utf-16"), "Halo"),
    "UTF-7": (_said("utf-7", "Hi Mom ☺!", "utf-7"), "Hi Mom ☺!"),
    "words that say to be base64": (
        b"Content-Transfer-Encoding: base64\r\n\r\nHello, my parcel is not here. Please help me.",
        "Hello, my parcel is not here. Please help me.",
    ),
    "base64 with words behind it": (
        b"Content-Transfer-Encoding: base64\r\n\r\nSGFsbyBkdW5pYQ==\r\n--\r\nsent by a list\r\n",
        "Halo dunia",
    ),
    "a boundary that nobody said": (
        (
            b"Content-Type: multipart/mixed\r\n\r\n--frontier\r\nContent-Type: text/plain\r\n\r\nHalo\r\n"
            b"--frontier--\r\n"
        ),
        "Halo",
    ),
    "another boundary than it said": (
        (
            b"Content-Type: multipart/alternative; boundary=one\r\n\r\n--two\r\nContent-Type: text/plain\r\n\r\n"
            b"Halo\r\n--two--\r\n"
        ),
        "Halo",
    ),
    "html that says to be plain": (
        b"Content-Type: text/plain\r\n\r\n<html><body><p>Halo <b>dunia</b></p></body></html>",
        "Halo dunia",
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_its_words_are_read(name: str) -> None:
    rest, words = WORDS[name]
    assert mail(HEAD + rest).text == words


def test_bare_eight_bit_words_of_the_head_are_in_the_charset_of_the_body() -> None:
    subject = "Где посылка".encode("koi8_r")
    found = mail(HEAD + b"Subject: " + subject + b"\r\n" + _said("koi8-r", "Тут", "koi8_r"))
    assert (found.subject, found.text) == ("Где посылка", "Тут")


REPORT = (
    b"From: MAILER-DAEMON@mx.example\r\nMessage-ID: <s2@mx.example>\r\nTo: help@kirim.example\r\n"
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
    b"--b\r\n\r\nYour message was not delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    b"Reporting-MTA: dns; mx.example\r\n\r\n%s\r\n--b--\r\n"
)


def _reported(raw: bytes) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(mail(raw).model_dump_json(by_alias=True))["bounces"]
    return told


def test_a_server_that_gives_up_on_a_passing_trouble_has_given_up() -> None:
    [one] = _reported(
        REPORT % b"Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\nStatus: 4.4.7\r\n"
    )
    assert (one["recipient"], one["status"], one["gaveUp"]) == ("a@x.example", "4.4.7", True)


def test_one_report_may_tell_of_several_recipients() -> None:
    told = _reported(
        REPORT
        % (
            b"Final-Recipient: rfc822;a@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
            b"Final-Recipient: rfc822;b@x.example\r\nAction: delayed\r\nStatus: 4.2.2\r\n\r\n"
            b"Final-Recipient: rfc822;c@x.example\r\nAction: relayed\r\nStatus: 2.1.5\r\n"
        )
    )
    assert [(one["recipient"], one["status"], one["gaveUp"]) for one in told] == [
        ("a@x.example", "5.1.1", False),
        ("b@x.example", "4.2.2", False),
    ]


def test_who_returns_a_book_is_read_in_time_and_the_reason_at_its_beginning_counts() -> None:
    head = b"From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nSubject: failure notice\r\n"
    said = (
        b"Hi. This is the qmail-send program at mx.example.\r\nI'm afraid I wasn't able to deliver"
    )
    said += b"\r\n\r\n<a@x.example>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n\r\n--- Below\r\n"
    began = time.process_time()
    [one] = _reported(head + b"\r\n" + said + b"Some words, and more of them,\r\n" * 20_000)
    assert time.process_time() - began < 3
    assert (one["recipient"], one["status"]) == ("a@x.example", "5.1.1")
