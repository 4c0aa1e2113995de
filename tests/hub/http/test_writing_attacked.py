"""What staff may write, attacked at the door: each refusal says what to do, and costs nothing.

Nothing is stored and nothing goes out, and the draft is there as it was.
"""

import pytest

from channels_adapters.base import MIB
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import (
    Channel,
    Message,
    OutboxEntry,
)
from models.documents.base import Id
from models.words import (
    ConversationState,
    Visibility,
)
from tests import made_files as made
from tests.hub.http.desk import SETTINGS, chat, desk, said
from tests.hub.http.doors import Api, Staff

UNSEEN = [
    "",
    " ",
    "\n\t \r\n",
    "\u200b\u200d",
    "\u2060\ufeff",
    "\u202e\u202c",
    "\u2800\u3164",
    "\x07",
]


@pytest.mark.parametrize("kind", SETTINGS)
async def test_a_text_in_which_nothing_is_seen_is_no_message(
    api: Api, hub: Hub, store: Store, staff: Staff, kind: str
) -> None:
    ana = await desk(api, hub, staff, kind)
    for text in UNSEEN:
        await ana.is_refused("text", text=text)
    if kind == "email":
        for html in (
            "",
            "<p>&nbsp;</p>",
            "<p>&#8203;</p>",
            "<script>x</script>",
            "<img src='//x'>",
        ):
            await ana.is_refused("text", email={"html": html})
    # Unseen marks within what is seen are its own business, and so is its direction.
    for text in ("a\u200bb", "👩\u200d👩\u200d👧", "مرحبا\u200f، طردي", "\u0e17\u0e35\u0e48"):
        assert (await ana.is_taken(text=text))["text"] == text


@pytest.mark.parametrize(
    ("kind", "most"), [("whatsapp", 4096), ("telegram", 4096), ("email", 16_000)]
)
async def test_a_text_over_the_limit_is_told_the_limit(
    api: Api, hub: Hub, store: Store, staff: Staff, kind: str, most: int
) -> None:
    ana = await desk(api, hub, staff, kind)
    told = await ana.is_refused("text", text="k" * (most + 1))
    assert str(most)[:2] in told["fields"]["text"]
    await ana.is_refused("text", text="k" * 100_000)
    # Letters that count twice are cut in pieces where it goes out; none is lost here.
    assert len((await ana.is_taken(text="😀" * (most // 4)))["text"]) == most // 4


async def test_half_characters_and_nul_are_refused_wherever_they_stand(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "email")
    path = f"/api/v1/conversations/{ana.conversation.id}/messages"
    headers = {"Authorization": f"Bearer {staff.agent}", "Content-Type": "application/json"}
    for bad in (r"\ud800", r"\udc00x", r"\u0000"):
        for place in (
            f'"text":"a{bad}"',
            f'"text":"a","email":{{"subject":"{bad}"}}',
            f'"text":"a","email":{{"html":"<p>{bad}</p>"}}',
            f'"text":"a","email":{{"to":["{bad}@x.example"]}}',
            f'"template":{{"name":"a","language":"id","parameters":{{"1":"{bad}"}}}}',
            f'"template":{{"name":"a","language":"id","parameters":{{"{bad}":"1"}}}}',
        ):
            body = f'{{"clientId":"attack-0001",{place}}}'
            answer = await api.client.post(path, content=body.encode(), headers=headers)
            assert answer.status_code == 422, (body, answer.text)
    assert await store.count(Message, {}) == 0


@pytest.mark.parametrize(
    ("name", "data", "mime"),
    [
        ("lucu.gif", made.gif(), "image/gif"),
        ("berkas.zip", made.zipped(["isi.txt"]), "application/zip"),
    ],
    ids=["gif", "zip"],
)
async def test_a_file_that_the_provider_does_not_take_is_told_before(
    api: Api, hub: Hub, store: Store, staff: Staff, name: str, data: bytes, mime: str
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    id = await ana.file(name, data, mime)
    told = await ana.is_refused("attachmentIds", text="ini", attachmentIds=[id])
    assert name in told["fields"]["attachmentIds"]
    assert name in told["detail"]
    # It still waits, and a note takes it.
    await ana.is_taken(text="ini", attachmentIds=[id], visibility="internal")


async def test_files_that_are_too_large_together_are_told_before(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "email")
    ids = [await ana.file(f"surat{n}.txt", b"isi", "text/plain") for n in (1, 2)]
    await store.db["attachments"].update_many({}, {"$set": {"size": 10 * MIB}})
    told = await ana.is_refused("attachmentIds", text="ini", attachmentIds=ids)
    assert "18 MB" in told["fields"]["attachmentIds"]


async def test_only_ones_own_files_that_wait_can_be_attached_and_each_once(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "telegram")
    own = await ana.file("surat.txt", b"isi", "text/plain")
    others = await ana.file("surat.txt", b"isi", "text/plain", token=staff.supervisor)
    for ids in ([others], [own, others], [own, own], [str(Id())], [own] * 11):
        await ana.is_refused("attachmentIds", text="ini", attachmentIds=ids)
    for id in ("../../etc/passwd", "'; drop", "A" * 24, "", "a" * 500):
        await ana.is_refused(None, text="ini", attachmentIds=[id])
    await ana.is_taken(text="ini", attachmentIds=[own])
    await store.delete(OutboxEntry, {})
    await ana.api.put(
        f"/drafts/{ana.conversation.id}", {"text": "Baik, saya periksa"}, token=staff.agent
    )
    # That it went with one message is the end of it.
    await ana.is_refused("attachmentIds", text="itu", attachmentIds=[own])


async def test_names_of_files_are_harmless_when_they_are_stored(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "email")
    for name in (
        "a" * 500 + ".txt",
        "../../x.txt",
        'a"b.txt',
        "a\r\nBcc: x@y.txt",
        "CON.txt",
        "\u202etxt.txt",
    ):
        id = await ana.file(name.replace("\r\n", "%0D%0A"), b"isi", "text/plain")
        message = await ana.is_taken(text="ini", attachmentIds=[id])
        shown = message["attachments"][0]["name"]
        assert len(shown.encode()) <= 180
        assert not any(c in shown for c in '/\\"\r\n\u202e')


async def test_a_quote_is_of_the_same_thread_and_private_ones_stay_private(
    api: Api, hub: Hub, store: Store, staff: Staff
) -> None:
    ana = await desk(api, hub, staff, "whatsapp")
    channel = await store.get(Channel, {"_id": ana.conversation.channel_id})
    assert channel is not None
    other, earlier = chat(store, staff, channel, 12), chat(store, staff, channel, 13)
    earlier.identity_id = ana.conversation.identity_id
    for one in (other, earlier):
        await store.insert(one)
    note = await said(store, ana.conversation, Visibility.INTERNAL)

    for id in (await said(store, other), str(Id()), note):
        await ana.is_refused("replyTo", text="ini", replyTo=id)
    await ana.is_taken(text="ini", replyTo=note, visibility="internal")
    own = await said(store, ana.conversation)
    assert (await ana.is_taken(text="ini", replyTo=own))["replyTo"] == own
    await ana.is_taken(text="ini", replyTo=await said(store, earlier))


@pytest.mark.parametrize("kind", SETTINGS)
async def test_on_a_channel_that_was_switched_off_nothing_is_left_waiting_unseen(
    api: Api, hub: Hub, store: Store, staff: Staff, kind: str
) -> None:
    ana = await desk(api, hub, staff, kind)
    await api.delete(f"/channels/{ana.conversation.channel_id}", token=staff.admin)
    told = await ana.is_refused(None, status=409, text="ini")
    assert told["error"] == "channel_off"
    await ana.is_taken(text="catatan", visibility="internal")


@pytest.mark.parametrize("what", ["resolved", "taken", "erased", "deactivated"])
async def test_what_happened_meanwhile_is_told_and_the_draft_stays(
    api: Api, hub: Hub, store: Store, staff: Staff, what: str
) -> None:
    ana = await desk(api, hub, staff, "telegram")
    of_chat = {"_id": ana.conversation.id}
    match what:
        case "resolved":
            change = {"state": ConversationState.RESOLVED.value}
            await store.db["conversations"].update_one(of_chat, {"$set": change})
            await ana.is_refused(None, status=409, text="ini")
        case "taken":
            other = {"assignee": {"id": staff.supervisor_id, "name": "Rina"}}
            await store.db["conversations"].update_one(of_chat, {"$set": other})
            await ana.is_refused(None, status=409, text="ini")
        case "erased":
            await store.db["conversations"].delete_one(of_chat)
            assert (await ana.writes(text="ini")).status_code == 404
        case _:
            await api.patch(
                f"/members/{staff.agent_id}", {"state": "deactivated"}, token=staff.admin
            )
            assert (await ana.writes(text="ini")).status_code in (401, 403)
    assert await store.count(Message, {}) == 0
