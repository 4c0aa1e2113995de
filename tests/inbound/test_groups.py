"""Where several people write, the conversation is with the group, and each of them goes by his name."""

from typing import Any

from hub.presenters import conversation as shown
from models.documents import Contact, Message
from tests.inbound.conftest import Line
from tests.inbound.provider import SITI, TOKEN, Meta, update

GROUP = {"id": -1009, "type": "supergroup", "title": "Reseller Bogor", "is_forum": True}
DEWI: dict[str, Any] = {"id": 5, "is_bot": False, "first_name": "Dewi", "language_code": "en"}
BUDI = {"id": 6, "is_bot": False, "first_name": "Budi", "last_name": "Hartono"}


async def told(line: Line, meta: Meta, address: str, *updates: dict[str, Any]) -> None:
    head = {"X-Telegram-Bot-Api-Secret-Token": TOKEN}
    for number, one in enumerate(updates):
        answer = await meta.http.post(address, json=one | {"update_id": number}, headers=head)
        assert answer.status_code == 200


def posted(line: Line, id: int, sender: dict[str, Any], text: str, **more: Any) -> dict[str, Any]:
    return update(line.hub, message_id=id, chat=GROUP, text=text, **{"from": sender}, **more)


async def test_two_people_of_a_group_are_in_one_conversation_with_it(
    line: Line, meta: Meta, telegram: str
) -> None:
    quoted = {"message_id": 10, "date": 1795651200, "chat": GROUP, "from": DEWI, "text": "Halo"}
    await told(
        line,
        meta,
        telegram,
        posted(line, 10, DEWI, "Paket belum sampai"),
        posted(line, 11, BUDI, "Saya juga", reply_to_message=quoted),
        posted(line, 12, DEWI, "Mohon tertib", sender_chat=GROUP),
    )

    [conversation], [identity] = await line.conversations(), await line.identities()
    one, two, three = await line.messages()
    assert (conversation.contact.name, conversation.group) == ("Reseller Bogor", True)
    assert conversation.address == identity.address == conversation.chat_id == "-1009"
    assert [each.author.name for each in (one, two, three)] == [
        "Dewi",
        "Budi Hartono",
        "Reseller Bogor",
    ]
    assert {each.author.id for each in (one, two, three)} == {None}
    assert two.reply_to_id == one.id
    seen = shown.for_staff(conversation, line.hub.directory, line.hub.clock.now())
    assert seen.group
    # What one of them speaks is not what all of them speak.
    contact = await line.hub.store.get(Contact, {})
    assert contact is not None and contact.language is None


async def test_who_writes_in_a_group_and_to_us_alone_has_two_conversations(
    line: Line, meta: Meta, telegram: str
) -> None:
    alone = update(line.hub, text="Ini hanya untuk Anda") | {"update_id": 9}
    await told(line, meta, telegram, posted(line, 10, DEWI, "Di grup"), alone)

    group, private = await line.conversations()
    assert (group.contact.name, private.contact.name) == ("Reseller Bogor", "Dewi")
    assert (group.chat_id, private.chat_id) == ("-1009", None)
    assert group.identity_id != private.identity_id
    own = await line.hub.store.find(Message, {"conversation_id": private.id})
    assert [one.text for one in own] == ["Ini hanya untuk Anda"]


async def test_each_topic_of_a_group_is_a_conversation_that_is_called_so(
    line: Line, meta: Meta, telegram: str
) -> None:
    def in_topic(id: int, topic: int, name: str) -> dict[str, Any]:
        first = {"message_id": topic, "chat": GROUP, "forum_topic_created": {"name": name}}
        at = {"message_thread_id": topic, "is_topic_message": True, "reply_to_message": first}
        return posted(line, id, DEWI, "Halo", **at)

    await told(line, meta, telegram, in_topic(10, 3, "Keluhan"), in_topic(11, 4, "Ongkos"))

    complaints, costs = await line.conversations()
    assert (complaints.subject, costs.subject) == ("Keluhan", "Ongkos")
    assert (complaints.chat_id, costs.chat_id) == ("-1009:3", "-1009:4")
    assert complaints.identity_id == costs.identity_id
    assert [one.reply_to_id for one in await line.messages()] == [None, None]


async def test_a_group_of_whatsapp_has_no_name_and_its_people_have(line: Line, meta: Meta) -> None:
    first = meta.text("wamid.1", group_id="G1")
    other = meta.text("wamid.2", "Saya juga", group_id="G1", **{"from": SITI})
    nameless = meta.text("wamid.3", "Halo", group_id="G1", **{"from": "628155500099"})
    await meta.calls(meta.body(first, other))
    await meta.calls(meta.body(nameless, meta.text("wamid.4", "Lagi", group_id="G1")))

    [conversation] = await line.conversations()
    assert (conversation.contact.name, conversation.chat_id) == ("Grup 1", "G1")
    assert [one.author.name for one in await line.messages()] == [
        "Dewi",
        "Siti",
        "+628155500099",
        "Dewi",
    ]
    contact = await line.hub.store.get(Contact, {})
    # The number of one of them is not the group's.
    assert contact is not None and contact.phones == []


async def test_a_test_of_the_channel_is_not_sent_to_a_group(line: Line, meta: Meta) -> None:
    await meta.calls(meta.body(meta.text("wamid.1", group_id="G1")))
    assert await line.hub.send_trial.recipients(line.channel) == []

    await meta.calls(meta.body(meta.text("wamid.2", "Halo")))
    [own] = await line.hub.send_trial.recipients(line.channel)
    assert not own.group
