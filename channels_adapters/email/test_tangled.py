"""A small mail cannot hold up those after it."""

import time
from email.message import EmailMessage

import pytest

from channels_adapters.email.incoming_html import safe
from channels_adapters.email.tangled import is_tangled
from channels_adapters.registry import adapter_of
from models.envelopes import MessageEnvelope

HALF_A_MEGABYTE = 500_000

TANGLED = {
    "boxes": "<div>" * 50_000 + "Halo" + "</div>" * 50_000,
    "bold": "<b>" * 150_000 + "Halo",
    "attributes": "<p " + " ".join(f"a{n}" for n in range(60_000)) + ">Halo</p>",
    "signs": "Halo" + "&" * HALF_A_MEGABYTE,
}
LONG = {
    "paragraphs that nobody closes": "<p>Halo" * 50_000,
    "cells that nobody closes": "<table><tr>" + "<td>Halo" * 50_000,
    "a thread of years": "<blockquote>" * 500 + "Halo" + "</blockquote>" * 500,
    "a letter in signs": ("&#x4e2d;" * 400 + "<br>") * 200,
    "a large picture": f'<img src="data:image/png;base64,{"A" * HALF_A_MEGABYTE}">Halo',
}


@pytest.mark.parametrize("html", TANGLED.values(), ids=TANGLED)
def test_of_what_is_tangled_the_text_is_kept_and_it_takes_no_time(html: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "dewi@surel.example", "Paket"
    mail.set_content(html, subtype="html")
    adapter = adapter_of("email")

    began = time.process_time()
    [told] = adapter.normalise(mail.as_bytes(), None)

    assert time.process_time() - began < 3
    assert isinstance(told, MessageEnvelope)
    assert "Halo" in told.text and told.html is None


@pytest.mark.parametrize("html", LONG.values(), ids=LONG)
def test_what_is_only_long_keeps_its_looks(html: str) -> None:
    assert not is_tangled(html)
    assert safe(html)
