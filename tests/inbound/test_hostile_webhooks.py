"""What anybody may send to the address of a channel, and what a provider sends on its worst day."""

import asyncio
import gzip
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2

from channels_adapters.whatsapp.signing import signature_of
from hub.http.webhooks import MAX_BODY
from models.documents import Conversation, Message, NotUnderstood
from models.words import MessageKind
from tests.inbound.conftest import Line
from tests.inbound.provider import TOKEN, Meta, update


async def test_only_the_signature_that_meta_makes_is_taken(line: Line, meta: Meta) -> None:
    body = meta.body(meta.text("wamid.1"))
    raw = json.dumps(body).encode()
    secret = line.meta.number.app_secret
    right = signature_of(raw, secret)
    sha1 = "sha1=" + hmac.new(secret.encode(), raw, hashlib.sha1).hexdigest()
    wrong = [
        *(
            "",
            "sha256=",
            right[7:],
            right.upper(),
            "sha256 " + right[7:],
            right[:-1],
            right + "0",
            sha1,
        ),
        signature_of(raw + b"\n", secret),
        signature_of(raw, secret + "x"),
        signature_of(json.dumps(body, indent=1).encode(), secret),
    ]
    answers = [(await meta.calls(raw, signature=each)).status_code for each in wrong]
    # The header of the older signature proves nothing.
    older = await meta.http.post(line.address, content=raw, headers={"X-Hub-Signature": sha1})
    assert [*answers, older.status_code] == [401] * (len(wrong) + 1)
    assert await line.messages() == []
    assert (await meta.calls(raw)).status_code == 200
    assert (await line.only_message()).text == "Halo"


async def test_the_signature_is_over_the_bytes_however_they_are_written(
    line: Line, meta: Meta
) -> None:
    body = json.dumps(meta.body(meta.text("wamid.1", "Halo 😀 / é")))
    strange = body.replace("/", "\\/").replace("H", "\\u0048").replace('"Dewi"', '"D\\ud83dwi"')
    assert (await meta.calls(b"\xef\xbb\xbf" + strange.encode() + b"\r\n ")).status_code == 200

    message = await line.only_message()
    assert message.text == "Halo 😀 / é"
    [conversation] = await line.conversations()
    assert conversation.contact.name == "D\ufffdwi"


async def test_what_is_signed_and_no_json_is_kept_for_an_admin(line: Line, meta: Meta) -> None:
    raw = json.dumps(meta.body(meta.text("wamid.1"))).encode()
    strange = [gzip.compress(raw), raw[:-9], b"", raw.replace(b"Halo", b"\xff\xfe"), b"9" * 5000]
    for each in strange:
        assert (await meta.calls(each, **{"Content-Encoding": "gzip"})).status_code == 200

    assert await line.messages() == []
    kept = await line.hub.store.find(NotUnderstood, {})
    assert len(kept) == len(strange)
    assert {one.reason for one in kept} == {"It is not JSON."}


async def test_a_body_that_does_not_end_is_refused(line: Line, http: httpx2.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY // 1024**2 + 2):
            yield b" " * 1024 * 1024

    answer = await http.post(line.address, content=endless())
    assert answer.status_code == 413
    assert await line.hub.store.count(NotUnderstood, {}) == 0


async def test_a_body_in_pieces_is_one_body(line: Line, meta: Meta) -> None:
    raw = json.dumps(meta.body(meta.text("wamid.1"))).encode()

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(raw), 50):
            yield raw[start : start + 50]

    signature = signature_of(raw, line.meta.number.app_secret)
    head = {"X-Hub-Signature-256": signature}
    answer = await meta.http.post(line.address, content=pieces(), headers=head)
    assert answer.status_code == 200
    assert (await line.only_message()).external_id == "wamid.1"


async def test_an_address_that_is_no_channel_is_not_found(line: Line, meta: Meta) -> None:
    for id in ("0", "x", "..%2f..%2fetc", "%00", "66a1f0c2e4b0a1b2c3d4e5f6", "💬"):
        address = line.address.replace(str(line.channel.id), id)
        assert (await meta.http.post(address, content=b"{}")).status_code in (404, 405), id
        assert (await meta.http.get(address)).status_code == 404, id


HANDSHAKES = {
    "hub.mode=subscribe&hub.verify_token=simpul-verify&hub.challenge=%3Cb%3E7": "<b>7",
    "hub.mode=subscribe&hub.verify_token=simpul-verify": "",
    "hub.mode=subscribe&hub.challenge=7": None,
    "hub.mode=SUBSCRIBE&hub.verify_token=simpul-verify&hub.challenge=7": None,
    "hub_mode=subscribe&hub_verify_token=simpul-verify&hub_challenge=7": None,
    "hub.mode=subscribe&hub.verify_token=simpul-verify%00&hub.challenge=7": None,
    "hub.mode=subscribe&hub.verify_token=%F0%9F%92%AC&hub.challenge=7": None,
    "hub.mode=subscribe&hub.verify_token=%ED%A0%80&hub.challenge=7": None,
}
"""What is asked, and what the answer is; None where it is refused."""


async def test_a_handshake_is_plain_text_and_never_breaks(line: Line, meta: Meta) -> None:
    for query, answer in HANDSHAKES.items():
        found = await meta.http.get(f"{line.address}?{query}")
        assert found.status_code == (403 if answer is None else 200), query
        if answer is not None:
            assert found.text == answer
            assert found.headers["content-type"].startswith("text/plain")
            assert found.headers["x-content-type-options"] == "nosniff"


async def test_fifty_copies_at_once_are_one_message(line: Line, meta: Meta) -> None:
    raw = json.dumps(meta.body(meta.text("wamid.1"), meta.text("wamid.2", "Dua"))).encode()
    answers = await asyncio.gather(*(meta.calls(raw) for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert [one.text for one in await line.messages()] == ["Halo", "Dua"]
    assert len(await line.conversations()) == 1


async def test_of_a_batch_with_a_broken_message_the_others_are_taken(
    line: Line, meta: Meta
) -> None:
    """It holds more than the database takes; the raw body is kept beside it."""
    whole = {"id": "g", "text": {"body": "x" * 2000}}
    broken = meta.text("wamid.2", "Rusak", referral={"source_type": "ad", "headline": whole})
    order = {"catalog_id": "1", "product_items": [{"quantity": 1e300, "item_price": 2**70}]}
    huge = meta.text("wamid.3", "") | {"type": "order", "order": order}
    answer = await meta.calls(meta.body(meta.text("wamid.1"), broken, "nothing", huge, {}))
    assert answer.status_code == 200

    found = {one.external_id: one for one in await line.messages()}
    assert set(found) == {"wamid.1", "wamid.2", "wamid.3"}
    assert found["wamid.3"].kind is MessageKind.ORDER


async def test_a_time_that_cannot_be_is_the_time_of_arrival(line: Line, meta: Meta) -> None:
    times: tuple[Any, ...] = (None, "0", "-1", "99999999999", "kemarin", "253402300800", [], 1e300)
    texts = [meta.text(f"wamid.{n}", timestamp=time) for n, time in enumerate(times)]
    assert (await meta.calls(meta.body(*texts))).status_code == 200

    [conversation] = await line.conversations()
    now = line.hub.clock.now()
    assert conversation.waiting_since == now
    assert [one.at for one in await line.messages()] == [now] * len(times)


async def test_telegram_has_to_know_its_secret(line: Line, meta: Meta, telegram: str) -> None:
    header = "X-Telegram-Bot-Api-Secret-Token"
    for head in ({}, {header: ""}, {header: TOKEN.lower()}, {header: f"{TOKEN} x"}):
        answer = await meta.http.post(telegram, json=update(line.hub), headers=head)
        assert answer.status_code == 401
    assert await line.hub.store.count(Message, {}) == 0
    assert (await meta.http.get(telegram)).status_code == 403

    copies = [
        meta.http.post(telegram, json=update(line.hub), headers={header: TOKEN}) for _ in range(10)
    ]
    assert {answer.status_code for answer in await asyncio.gather(*copies)} == {200}
    assert (await line.only_message()).text == "Halo"
    assert await line.hub.store.count(Conversation, {}) == 1


async def test_another_kinds_payload_at_an_address_does_no_harm(
    line: Line, meta: Meta, telegram: str
) -> None:
    assert (await meta.calls(update(line.hub))).status_code == 200
    head = {"X-Telegram-Bot-Api-Secret-Token": TOKEN}
    body = meta.body(meta.text("wamid.1"))
    assert (await meta.http.post(telegram, json=body, headers=head)).status_code == 200
    assert await line.hub.store.count(Message, {}) == 0
