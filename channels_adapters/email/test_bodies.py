"""What is seen of each kind of body: words, looks and files; and where there is nothing to see, why."""

import time

import pytest

from channels_adapters.email.normalising import normalised
from channels_adapters.email.raw_bodies import BODIES, NAMES, PNG, container, part
from models.envelopes import MessageEnvelope

HEAD = (
    b"From: budi@x.example\r\nTo: help@kirim.example\r\nMessage-ID: <b1@x.example>\r\n"
    b"Date: Thu, 26 Nov 2026 09:00:00 +0700\r\nMIME-Version: 1.0\r\n"
)


def mail(rest: bytes) -> MessageEnvelope:
    [found] = normalised(HEAD + rest)
    assert isinstance(found, MessageEnvelope)
    return found


@pytest.mark.parametrize("name", BODIES)
def test_what_is_seen_of_a_body(name: str) -> None:
    raw, expected = BODIES[name]
    found = mail(raw)
    seen = {
        "text": found.text,
        "html": found.html,
        "files": [(file.name, file.mime) for file in found.attachments],
        "inline": [file.inline for file in found.attachments],
        "starts": expected.get("starts")
        if found.text.startswith(str(expected.get("starts")))
        else "",
    }
    assert {field: seen[field] for field in expected} == expected


@pytest.mark.parametrize("said", NAMES, ids=NAMES.values())
def test_a_file_is_called_as_it_is_meant(said: bytes) -> None:
    pdf = (
        b"Content-Type: application/pdf\r\nContent-Disposition: attachment; "
        + said
        + b"\r\n\r\n%PDF-1"
    )
    [file] = mail(container("mixed", pdf)).attachments
    assert file.name == NAMES[said]


LARGE = {
    "html of ten megabytes": part("text/html", b"<p>Halo <b>dunia</b></p>\n" * 400_000),
    "plain text of ten megabytes": b"\r\n" + b"Halo dunia yang panjang\r\n" * 400_000,
    "one line of ten megabytes": b"\r\n" + b"Halo " * 2_000_000,
    "ten thousand parts": container("mixed", *[part("text/plain", b"Halo")] * 10_000),
    "ten thousand ways to say it": container(
        "alternative", *[part("image/png; name=a.png", PNG)] * 10_000
    ),
    "pictures that never end, beside one with an address": container(
        "related",
        part("text/html", b"<img " * 2_000_000),
        part("image/png", PNG).replace(b"\r\n", b"\r\nContent-Location: http://x/a.png\r\n", 1),
    ),
    "ten thousand files": container("mixed", *[part("image/png; name=a.png", PNG)] * 10_000),
}


@pytest.mark.parametrize("name", LARGE)
def test_of_what_is_too_large_to_show_the_whole_comes_along(name: str) -> None:
    began = time.process_time()
    found = mail(LARGE[name])
    assert time.process_time() - began < 10
    assert found.attachments[-1].name == "mail.eml"
    assert found.attachments[-1].content == HEAD + LARGE[name]
    assert len(found.attachments) <= 201


def test_what_tells_the_same_mail_is_the_same_however_its_lines_are_put_together() -> None:
    flowed, expected = BODIES["lines that flow"]
    found, plain = mail(flowed), mail(flowed.replace(b"; format=flowed", b""))
    assert (found.text, found.fingerprint) == (expected["text"], plain.fingerprint)
    assert found.text != plain.text


def test_pictures_that_the_html_names_by_their_address_stand_in_it() -> None:
    page = (
        '<p>Halo <img alt="a > b" src="foto/satu.png"><img src=\'https://x.example/dua.png\'>'
        '<img src="https://x.example/tiga.png"></p>'
    )
    found = mail(
        container(
            "related",
            part("text/html", page.encode()),
            part("image/png", PNG, "Content-Location: foto/satu.png"),
            part(
                "image/png",
                PNG,
                "Content-Location: https://x.example/\r\n dua.png",
                "Content-ID: <d@x>",
            ),
        )
    )
    assert [one.inline for one in found.attachments] == [True, True]
    assert found.html is not None
    assert 'src="cid:picture-at1@in-place.invalid"' in found.html
    assert 'src="cid:d@x"' in found.html
    assert 'src="https://x.example/tiga.png"' in found.html
