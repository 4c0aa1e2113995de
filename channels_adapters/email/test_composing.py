"""What goes over the wire, read back as a mail program reads it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

import pytest

from channels_adapters.email.composing import Composed, compose, most_bytes, reply_address
from models.envelopes import Outgoing, OutgoingFile, OutgoingMail

NOW = datetime(2026, 11, 26, 3, 42, tzinfo=UTC)
TOKEN = "abcdefghijklmnopqrstuvwxyz234567"

MAIL = OutgoingMail(
    to=["ani@pelanggan.example"],
    cc=["budi@pelanggan.example"],
    bcc=["rahasia@pelanggan.example"],
    subject="Re: Paket hilang – nomor 7",
    html='<p>Halo <b>Ibu</b></p><p><img src="cid:f1" alt="peta"></p>',
    in_reply_to="a@pelanggan.example",
    references=["root@pelanggan.example", "a@pelanggan.example", "m1@kirim.example"],
    from_name="Sari (Kirim Cepat)",
    message_id="m1@kirim.example",
    reply_token=TOKEN,
)
OUTGOING = Outgoing("m1", "ani@pelanggan.example", text="Halo *Ibu*\n\n-- \nSari", mail=MAIL)


def file(id: str, name: str, mime: str, content_id: str | None = None) -> OutgoingFile:
    async def pieces() -> AsyncIterator[bytes]:
        yield b""

    return OutgoingFile(id, "document", name, mime, 3, pieces, content_id)


def made(outgoing: Outgoing = OUTGOING, contents: dict[str, bytes] | None = None) -> Composed:
    return compose(
        outgoing, contents or {}, address="help@kirim.example", plus_addressing=True, now=NOW
    )


def headed(**head: object) -> Outgoing:
    return replace(OUTGOING, mail=replace(MAIL, **head))  # type: ignore[arg-type]


def read(composed: Composed) -> EmailMessage:
    message = message_from_bytes(composed.raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_the_head_says_who_to_whom_about_what_and_answers_which() -> None:
    message = read(made())
    assert message["From"].addresses[0].addr_spec == "help@kirim.example"
    assert message["From"].addresses[0].display_name == "Sari (Kirim Cepat)"
    assert getaddresses(message.get_all("To", [])) == [("", "ani@pelanggan.example")]
    assert getaddresses(message.get_all("Cc", [])) == [("", "budi@pelanggan.example")]
    assert message["Subject"] == "Re: Paket hilang – nomor 7"
    assert parsedate_to_datetime(message["Date"]) == NOW
    assert message["Message-ID"] == "<m1@kirim.example>"
    assert message["In-Reply-To"] == "<a@pelanggan.example>"
    assert message["References"].split() == [
        "<root@pelanggan.example>",
        "<a@pelanggan.example>",
        "<m1@kirim.example>",
    ]
    assert message["Reply-To"].addresses[0].addr_spec == f"help+{TOKEN}@kirim.example"


def test_hidden_recipients_are_in_the_envelope_and_in_no_byte_of_the_mail() -> None:
    composed = made()
    assert composed.recipients == [
        "ani@pelanggan.example",
        "budi@pelanggan.example",
        "rahasia@pelanggan.example",
    ]
    assert b"rahasia" not in composed.raw


def test_a_mail_of_a_person_has_nothing_of_a_machines() -> None:
    message = read(made())
    odd = (
        "Auto-Submitted",
        "Precedence",
        "X-Auto-Response-Suppress",
        "List-Unsubscribe",
        "X-Mailer",
    )
    assert not any(name in message for name in odd)
    assert message["MIME-Version"] == "1.0"


def test_an_automatic_one_says_so() -> None:
    assert read(made(headed(automatic=True)))["Auto-Submitted"] == "auto-replied"
    begun = read(made(headed(automatic=True, in_reply_to=None)))
    assert begun["Auto-Submitted"] == "auto-generated"
    assert begun["X-Auto-Response-Suppress"] == "All"


def test_text_and_html_are_alternatives_with_pictures_inside_and_files_after() -> None:
    files = [
        file("f1", "peta.png", "image/png", content_id="f1"),
        file("f2", "tagihan Ünï.pdf", "application/pdf"),
        file("f3", "surat.eml", "message/rfc822"),
        file("f4", "aneh", ""),
    ]
    contents = {"f1": b"\x89PNG", "f2": b"%PDF", "f3": b"From: a\n\nb", "f4": b"x"}
    message = read(made(replace(OUTGOING, files=files), contents))
    assert message.get_content_type() == "multipart/mixed"
    body, *attached = message.iter_parts()
    assert body.get_content_type() == "multipart/alternative"
    plain, related = body.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == "Halo *Ibu*\n\n-- \nSari\n"
    assert related.get_content_type() == "multipart/related"
    assert related.get_param("type") == "text/html"
    html, picture = related.iter_parts()
    assert 'src="cid:f1@kirim.example"' in html.get_content()
    assert picture["Content-ID"] == "<f1@kirim.example>"
    assert picture.get_content_disposition() == "inline"
    assert picture.get_content() == b"\x89PNG"
    assert [(one.get_filename(), one.get_content_type()) for one in attached] == [
        ("tagihan Ünï.pdf", "application/pdf"),
        ("surat.eml", "application/octet-stream"),
        ("aneh", "application/octet-stream"),
    ]
    assert [one.get_content() for one in attached] == [b"%PDF", b"From: a\n\nb", b"x"]


def test_a_mail_without_html_is_plain_text() -> None:
    message = read(made(headed(html=None)))
    assert message.get_content_type() == "text/plain"


def test_a_page_is_not_put_into_another_page() -> None:
    letter = '<!DOCTYPE html><html lang="id"><body class="page"><p>Halo</p></body></html>'
    html = read(made(headed(html=letter))).get_body(("html",))
    assert html is not None
    assert html.get_content().strip() == letter
    assert made().raw.lower().count(b"<!doctype") == 1


def test_every_line_is_short_and_plain_ascii() -> None:
    text = "é" * 3000 + "\n" + "a" * 5000 + "\n.\n.dot\nFrom here"
    outgoing = replace(headed(html=f"<p>{'ü' * 5000}</p>", subject="ü" * 400), text=text)
    composed = made(outgoing)
    assert composed.raw.isascii()
    assert max(len(line) for line in composed.raw.split(b"\r\n")) <= 998
    assert b"\n" not in composed.raw.replace(b"\r\n", b"")
    message = read(composed)
    assert message["Subject"] == "ü" * 400
    plain = message.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == f"{text}\n"


def test_long_ids_stay_as_they_are() -> None:
    long = [f"{'x' * 120}{number}@pelanggan.example" for number in range(20)]
    composed = made(headed(references=long, in_reply_to=long[-1], message_id=long[0]))
    assert b"=?" not in composed.raw.partition(b"Subject")[0]
    message = read(composed)
    assert message["References"].split() == [f"<{one}>" for one in long]
    assert message["In-Reply-To"] == f"<{long[-1]}>"
    assert message["Message-ID"] == f"<{long[0]}>"
    assert max(len(line) for line in composed.raw.split(b"\r\n")) <= 998


@pytest.mark.parametrize(
    "name", ['Sari "S", Kirim', "Sâri, Kirim Cepat", "李小龍 (客服)", "a" * 300, "ü" * 200, ""]
)
def test_any_name_arrives_as_it_is(name: str) -> None:
    plain = message_from_bytes(made(headed(from_name=name)).raw)["From"]
    [(shown, address)] = getaddresses([" ".join(plain.split())])
    assert (str(make_header(decode_header(shown))), address) == (name, "help@kirim.example")


@pytest.mark.parametrize("where", ["subject", "from_name", "message_id", "in_reply_to"])
def test_nothing_can_smuggle_a_header(where: str) -> None:
    try:
        composed = made(headed(**{where: "x\r\nBcc: y@evil.example"}))
    except ValueError:
        return
    assert "Bcc" not in read(composed)


def test_an_address_is_no_way_to_smuggle_either() -> None:
    with pytest.raises(ValueError):
        made(headed(to=["x@y.example\r\nBcc: z@evil.example"]))


def test_the_same_mail_has_the_same_id_at_every_try() -> None:
    without = headed(message_id="")
    assert made(without).message_id == made(without).message_id == "m1@kirim.example"


def test_international_addresses_need_a_server_that_can() -> None:
    domain = made(headed(to=["ani@bücher.example"]))
    assert domain.recipients[0] == "ani@xn--bcher-kva.example"
    assert not domain.needs_utf8
    local = made(headed(to=["ání@x.example"]))
    assert local.needs_utf8
    assert "ání@x.example".encode() in local.raw


def test_the_reply_address_has_room_or_is_left_out() -> None:
    assert reply_address("help+old@kirim.example", "t" * 32) == f"help+{'t' * 32}@kirim.example"
    assert reply_address("help@kirim.example", None) is None
    assert reply_address(f"{'h' * 40}@kirim.example", "t" * 32) is None


def test_files_of_the_most_bytes_fit() -> None:
    limit = 400_000
    content = b"x" * most_bytes(limit)
    files = [file("f2", "a.bin", "application/octet-stream")]
    composed = made(replace(OUTGOING, files=files), {"f2": content})
    assert len(composed.raw) < limit + 4_000
