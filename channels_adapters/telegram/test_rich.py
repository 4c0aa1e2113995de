"""Rich messages of Bot API 10.1 to 10.3: every block and every kind of text keeps its words."""

from typing import Any

import pytest

from channels_adapters.telegram.as_printed import FILE, SIZES, message, told

CELL = {"align": "left", "valign": "top"}


def shown(*blocks: Any) -> dict[str, Any]:
    [found] = told({"message": message(rich_message={"blocks": list(blocks)})})
    return found


BLOCKS: dict[str, tuple[dict[str, Any], str]] = {
    "a formula": ({"type": "mathematical_expression", "expression": "a^2"}, "a^2"),
    "buttons": (
        {
            "type": "buttons",
            "buttons": [{"text": "Lacak", "url": "https://a.id"}, {"text": "Batal"}],
        },
        "Lacak (https://a.id)\nBatal",
    ),
    "a button within a text": (
        {"type": "paragraph", "text": ["Tekan ", {"type": "button", "button": {"text": "ini"}}]},
        "Tekan ini",
    ),
    "a list": (
        {
            "type": "list",
            "items": [
                {"label": "1.", "blocks": [{"type": "paragraph", "text": "Isi formulir"}]},
                {"label": "2.", "blocks": [{"type": "paragraph", "text": ["Ki", "rim"]}]},
            ],
        },
        "1. Isi formulir\n2. Kirim",
    ),
    "a table": (
        {
            "type": "table",
            "cells": [
                [CELL | {"text": "Kota", "is_header": True}, CELL | {"text": "Ongkos"}],
                [
                    CELL | {"text": "Bogor"},
                    CELL | {"text": ["Rp ", {"type": "bold", "text": "9.000"}]},
                ],
                [CELL, CELL],
            ],
            "caption": ["Tarif ", {"type": "italic", "text": "2026"}],
        },
        "Kota | Ongkos\nBogor | Rp 9.000\nTarif 2026",
    ),
    "a quotation with its source": (
        {
            "type": "blockquote",
            "blocks": [{"type": "paragraph", "text": "Cepat"}],
            "credit": ["Budi ", {"type": "bold", "text": "S."}],
        },
        "Cepat\nBudi S.",
    ),
    "what folds out": (
        {
            "type": "details",
            "summary": [{"type": "bold", "text": "Syarat"}, " umum"],
            "blocks": [{"type": "pre", "text": "x = 1", "language": "py"}],
        },
        "Syarat umum\nx = 1",
    ),
    "a picture with caption and credit": (
        {"type": "photo", "photo": SIZES, "caption": {"text": "Foto", "credit": "Dewi"}},
        "Foto\nDewi",
    ),
    "an emoji of somebody's own": (
        {
            "type": "paragraph",
            "text": {"type": "custom_emoji", "custom_emoji_id": "1", "alternative_text": "🔥"},
        },
        "🔥",
    ),
    "a block of next year": ({"type": "hologram", "text": {"text": "Halo"}}, "Halo"),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_keeps_its_words(name: str) -> None:
    block, words = BLOCKS[name]
    found = shown(block)
    assert (found["kind"], found["text"]) == ("rich", words)


def test_every_file_is_there() -> None:
    found = shown(
        {"type": "voice_note", "voice_note": FILE},
        {"type": "collage", "blocks": [{"type": "photo", "photo": SIZES}]},
        {"type": "document", "document": FILE | {"file_name": "a.pdf"}},
    )
    assert [(one["kind"], one["remoteId"]) for one in found["attachments"]] == [
        ("voice", "F"),
        ("image", "l"),
        ("document", "F"),
    ]


def test_a_map_has_its_place() -> None:
    inner = {"type": "map", "location": {"latitude": -6.2, "longitude": 106.8}, "zoom": 12}
    found = shown({"type": "details", "summary": "Gudang", "blocks": [inner]})
    assert found["location"] == {"latitude": -6.2, "longitude": 106.8}
    assert found["text"] == "Gudang"


def test_files_and_addresses_within_a_rich_message_are_there() -> None:
    link = {"type": "url", "text": "situs", "url": "https://a.id"}
    blocks = [
        {"type": "paragraph", "text": ["Ke ", link]},
        {"type": "photo", "photo": SIZES, "caption": {"text": "Foto"}},
        {"type": "details", "blocks": [{"type": "video", "video": FILE}]},
        {"type": "photo", "photo": 7},
    ]
    found = shown(*blocks)
    assert (found["kind"], found["text"]) == ("rich", "Ke situs (https://a.id)\nFoto")
    assert [(one["kind"], one["remoteId"]) for one in found["attachments"]] == [
        ("image", "l"),
        ("video", "F"),
    ]
