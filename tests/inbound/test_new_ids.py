"""The same person or group under other ids: chats go on, and answers find them."""

from typing import Any

from tests.inbound.conftest import Line
from tests.inbound.provider import DEWI, TOKEN, Meta, update

NEW = "628119990001"
OLD_ID, NEW_ID = "ID.1", "ID.2"


def system(meta: Meta, **told: Any) -> dict[str, Any]:
    message = meta.text("wamid.S", **told) | {"type": "system"}
    del message["text"]
    return message


async def test_a_new_number_keeps_the_chat_and_is_written_to(line: Line, meta: Meta) -> None:
    await meta.calls(meta.body(meta.text("wamid.1")))
    changed = {"type": "user_changed_number", "wa_id": NEW}
    await meta.calls(meta.body(system(meta, system=changed)))
    await meta.calls(meta.body(meta.text("wamid.2", "Nomor baru", **{"from": NEW})))

    [conversation], [identity] = await line.conversations(), await line.identities()
    assert (conversation.address, conversation.thread_key, identity.address) == (NEW, NEW, NEW)
    assert [one.text for one in await line.messages()] == ["Halo", "Nomor baru"]
    assert [one.author.id for one in await line.messages()] == [conversation.contact.id] * 2


async def test_a_new_user_id_leaves_the_number_the_address(line: Line, meta: Meta) -> None:
    """Writing to the number keeps numbers in what Meta sends."""
    await meta.calls(meta.body(meta.text("wamid.1", from_user_id=OLD_ID)))
    ids = {"user_id": NEW_ID, "previous_user_id": OLD_ID, "type": "user_changed_user_id"}
    message = system(meta, system=ids, from_user_id=OLD_ID)
    del message["from"]
    await meta.calls(meta.body(message))
    hidden = meta.text("wamid.2", "Tanpa nomor", from_user_id=NEW_ID)
    del hidden["from"]
    await meta.calls(meta.body(hidden))

    [conversation], [identity] = await line.conversations(), await line.identities()
    assert conversation.address == identity.address == DEWI
    assert {OLD_ID, NEW_ID} <= set(identity.aliases or [])
    assert len(await line.messages()) == 2


async def test_what_he_writes_under_a_new_id_in_the_same_payload_is_his(
    line: Line, meta: Meta
) -> None:
    first = meta.text("wamid.1", from_user_id=OLD_ID)
    del first["from"]
    await meta.calls(meta.body(first))
    ids = {"user_id": NEW_ID, "previous_user_id": OLD_ID, "type": "user_changed_user_id"}
    change = system(meta, system=ids)
    later = meta.text("wamid.2", "Nomor baru", from_user_id=NEW_ID)
    del change["from"], later["from"]
    await meta.calls(meta.body(later, change))

    [conversation], [identity] = await line.conversations(), await line.identities()
    assert conversation.address == identity.address == NEW_ID
    assert [one.text for one in await line.messages()] == ["Halo", "Nomor baru"]


async def test_a_group_that_moves_goes_on_in_its_conversation(
    line: Line, meta: Meta, telegram: str
) -> None:
    old = {"id": -5, "type": "group", "title": "Grup"}
    new = {"id": -1009, "type": "supergroup", "title": "Grup"}
    head = {"X-Telegram-Bot-Api-Secret-Token": TOKEN}
    moves: list[dict[str, Any]] = [
        {"chat": old},
        {"chat": old, "migrate_to_chat_id": -1009, "text": None},
        {"chat": new, "migrate_from_chat_id": -5, "text": None},
        {"chat": new, "text": "Di tempat baru"},
    ]
    for number, more in enumerate(moves):
        body = update(line.hub, message_id=10 + number, **more)
        answer = await meta.http.post(telegram, json=body | {"update_id": number}, headers=head)
        assert answer.status_code == 200

    [conversation], [identity] = await line.conversations(), await line.identities()
    assert (conversation.chat_id, conversation.thread_key) == ("-1009", "-1009")
    assert conversation.address == identity.address == "-1009"
    assert [one.text for one in await line.messages()] == ["Halo", "Di tempat baru"]
