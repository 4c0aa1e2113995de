"""Files up to the stand-in and down from it."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from channels_adapters.base import Account, AccountBroken, SendDelayed, SendRefused
from channels_adapters.whatsapp.adapter import ADAPTER
from channels_adapters.whatsapp.conftest import Hook
from channels_adapters.whatsapp.files import type_of
from channels_adapters.whatsapp.simulator import Simulator
from models.envelopes import MessageEnvelope, Outgoing, OutgoingFile

DEWI = "6281234567889"
MESSAGE = "66a1f0c2e4b0a1b2c3d4e5f7"
MB = 1024 * 1024


def file(
    content: bytes = b"\xff\xd8 pictures", mime: str = "image/jpeg", **more: object
) -> OutgoingFile:
    async def open() -> AsyncIterator[bytes]:
        for start in range(0, len(content), 100_000):
            yield content[start : start + 100_000]

    values: dict[str, object] = {
        "id": "f",
        "kind": "image",
        "name": "pintu.jpg",
        "mime": mime,
        "size": len(content),
        "open": open,
    }
    return OutgoingFile(**(values | more))  # type: ignore[arg-type]


def outgoing(*files: OutgoingFile, text: str = "", **more: object) -> Outgoing:
    values: dict[str, object] = {"message_id": MESSAGE, "address": DEWI, "text": text}
    return Outgoing(**(values | {"files": list(files)} | more))  # type: ignore[arg-type]


def of_size(size: int, mime: str) -> OutgoingFile:
    return replace(file(mime=mime), size=size)


def test_the_text_goes_with_the_first_file() -> None:
    parts = ADAPTER.split(outgoing(file(), file(), text="Ini fotonya", reply_to="wamid.1"))
    assert [(each.text, len(each.files), each.part, each.reply_to) for each in parts] == [
        ("Ini fotonya", 1, 0, "wamid.1"),
        ("", 1, 1, None),
    ]


def test_or_before_it_where_it_cannot_be_a_caption() -> None:
    voice = file(mime="audio/ogg", kind="voice")
    for first, text in ((voice, "Dengarkan"), (file(), "x" * 1025), (file(mime="video/x"), "a")):
        parts = ADAPTER.split(outgoing(first, text=text))
        assert [(each.text, len(each.files)) for each in parts] == [(text, 0), ("", 1)]
    long = ADAPTER.split(outgoing(text="kata " * 2000))
    assert [each.part for each in long] == [0, 1, 2]
    assert all(len(each.text) <= 4096 for each in long)


@pytest.mark.parametrize(
    ("mime", "size", "type"),
    [
        ("image/jpeg", 5 * MB, "image"),
        ("image/png", 5 * MB + 1, "document"),
        ("video/mp4", 16 * MB, "video"),
        ("video/mp4", 17 * MB, "document"),
        ("audio/ogg; codecs=opus", 1000, "audio"),
        ("image/webp", 90_000, "sticker"),
        ("application/pdf", 90 * MB, "document"),
        ("text/csv", 1000, "document"),
    ],
)
def test_a_file_goes_as_what_it_is_while_it_is_small_enough(
    mime: str, size: int, type: str
) -> None:
    assert type_of(of_size(size, mime)) == type


def test_what_whatsapp_does_not_take_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(SendRefused, match="file_type"):
        type_of(of_size(1000, "application/zip"))
    with pytest.raises(SendRefused, match="file_size"):
        type_of(of_size(100 * MB + 1, "application/pdf"))


async def test_files_arrive_with_caption_and_name(simulator: Simulator, account: Account) -> None:
    dewi = simulator.person(DEWI)
    dewi.writes("Halo")
    paper = os.urandom(300_000)
    pdf = file(paper, "application/pdf", kind="document", name='Fak"tur.pdf')
    voice = file(b"OggS", "audio/ogg", kind="voice", name="suara.ogg")
    parts = ADAPTER.split(outgoing(file(), pdf, voice, text="Ini fotonya"))
    sent = [await ADAPTER.send(account, part) for part in parts]

    image, document, audio = dewi.customer.chat[-3:]
    assert [image.id, document.id, audio.id] == [each.external_id for each in sent]
    assert image.content["caption"] == "Ini fotonya"
    assert document.content["filename"] == 'Fak"tur.pdf'
    assert audio.content["voice"] is True
    kept = simulator.number.files[document.content["id"]]
    assert (kept.content, kept.mime) == (paper, "application/pdf")
    assert [each.correlation_id for each in simulator.accepted] == [
        MESSAGE,
        f"{MESSAGE}.1",
        f"{MESSAGE}.2",
    ]


async def test_while_meta_is_away_an_upload_may_be_tried_again(
    simulator: Simulator, account: Account
) -> None:
    simulator.person(DEWI).writes("Halo")
    simulator.graph.is_down = True
    with pytest.raises(SendDelayed) as delayed:
        await ADAPTER.send(account, outgoing(file()))
    assert delayed.value.whole_channel
    assert simulator.accepted == []


async def received(simulator: Simulator, hook: Hook, content: bytes) -> str:
    simulator.person(DEWI).sends_file("image", content, "image/jpeg", caption="Ini")
    await simulator.webhooks.settled()
    [message] = hook.envelopes
    assert isinstance(message, MessageEnvelope)
    return message.attachments[0].remote_id or ""


async def read(account: Account, remote_id: str) -> bytes:
    found = await ADAPTER.fetch(account, remote_id)
    return b"".join([piece async for piece in found.pieces])


async def test_a_received_file_is_fetched_whole(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    content = os.urandom(200_000)
    remote_id = await received(simulator, hook, content)
    found = await ADAPTER.fetch(account, remote_id)
    assert (found.mime, found.size) == ("image/jpeg", 200_000)
    assert b"".join([piece async for piece in found.pieces]) == content


async def test_a_file_that_is_another_or_shorter_is_not_taken(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    remote_id = await received(simulator, hook, b"a" * 1000)
    kept = simulator.number.files[remote_id]
    for content, code in ((b"b" * 1000, "sha256"), (b"a" * 999, "file_size")):
        found = await ADAPTER.fetch(account, remote_id)
        kept.content = content
        with pytest.raises(SendDelayed, match=code):
            _ = [piece async for piece in found.pieces]
        kept.content = b"a" * 1000
    found = await ADAPTER.fetch(account, remote_id)
    kept.content = b"a" * 1001
    with pytest.raises(SendRefused, match="file_size"):
        _ = [piece async for piece in found.pieces]


async def test_a_digest_counts_however_it_is_written(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    remote_id = await received(simulator, hook, b"a" * 1000)
    simulator.graph.tells_base64 = True
    assert await read(account, remote_id) == b"a" * 1000
    found = await ADAPTER.fetch(account, remote_id)
    simulator.number.files[remote_id].content = b"b" * 1000
    with pytest.raises(SendDelayed, match="sha256"):
        _ = [piece async for piece in found.pieces]


@pytest.mark.parametrize("elsewhere", ["https://files.evil.example/a", "http://169.254.169.254/"])
async def test_another_address_is_not_followed(
    simulator: Simulator, account: Account, hook: Hook, elsewhere: str
) -> None:
    remote_id = await received(simulator, hook, b"a" * 1000)
    simulator.graph.sends_on_to = elsewhere
    with pytest.raises(SendRefused, match="redirect"):
        await read(account, remote_id)


async def test_the_address_ends_after_five_minutes_and_the_file_after_a_week(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    remote_id = await received(simulator, hook, b"a" * 1000)
    found = await ADAPTER.fetch(account, remote_id)
    simulator.clock.jump(301)
    with pytest.raises(SendDelayed, match="http_404"):
        _ = [piece async for piece in found.pieces]
    assert await read(account, remote_id) == b"a" * 1000
    simulator.clock.jump(7 * 24 * 3600)
    with pytest.raises(SendRefused) as gone:
        await ADAPTER.fetch(account, remote_id)
    assert gone.value.code == "100"


async def test_the_token_is_shown_to_named_hosts_only(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    remote_id = await received(simulator, hook, b"a" * 1000)
    simulator.graph.media_base = "https://files.evil.example"
    with pytest.raises(SendRefused, match="media_host"):
        await ADAPTER.fetch(account, remote_id)
    simulator.graph.media_base = "http://lookaside.fbsbx.com"
    with pytest.raises(SendRefused, match="media_host"):
        await ADAPTER.fetch(account, remote_id)


async def test_without_a_valid_token_nothing_is_fetched(
    simulator: Simulator, account: Account
) -> None:
    with pytest.raises(AccountBroken):
        await ADAPTER.fetch(replace(account, secrets={}), "1166846181421424")
