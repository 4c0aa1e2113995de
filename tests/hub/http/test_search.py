"""Searching: what is found, for whom, why, and that nothing tells of what one may not see."""

import asyncio
from typing import Any
from urllib.parse import quote

from hub.jobs.reactions.reader import ReactionReader
from hub.jobs.reactions.vocabulary import Vocabulary
from hub.kit.clock import SettableClock
from hub.process import Process
from hub.store.word_filling import fill_words
from hub.wiring import Hub
from models.documents import Conversation, Word
from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.test_story import say, visit


async def search(api: Api, q: str, token: str, more: str = "tab=all") -> dict[str, Any]:
    answer = await api.get(f"/conversations?{more}&q={quote(q)}", token=token)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def found(api: Api, q: str, token: str, more: str = "tab=all") -> list[str]:
    return [row["contact"]["name"] for row in (await search(api, q, token, more))["items"]]


async def chat(api: Api, site: Site, name: str, *texts: str, **more: Any) -> str:
    """The id of a conversation that this visitor began."""
    token = (await visit(api, site, name=name, **more))["token"]
    for number, text in enumerate(texts):
        said = await say(api, site, token, text, f"visitor-{number:04}")
    return str(said["conversationId"])


async def hear_words(hub: Hub) -> None:
    """The words that were written become known, as the worker does it."""
    relay = asyncio.create_task(Process(hub, {"relay"}).run())
    reader = ReactionReader(hub.store, Vocabulary())
    async with asyncio.timeout(10):
        while not await hub.store.count(Word, {}):
            await reader.read_batch()
            await asyncio.sleep(0.05)
    relay.cancel()
    await asyncio.wait([relay])
    while await reader.read_batch():
        pass


async def test_words_names_numbers_and_addresses_find_a_conversation(
    api: Api, hub: Hub, site: Site, staff: Staff
) -> None:
    await chat(
        api,
        site,
        "Dewi Lestari",
        "Halo",
        "Paketnya belum dikirim, resi PKT 7720418",
        email="dewi.lestari@surel.example",
        phone="+6281233905889",
    )
    await chat(api, site, "Maya Gunawan", "Tagihan dobel")
    await hear_words(hub)

    for q in (
        "paket",
        "kirim ",
        "PKT 7720418",
        "lestari",
        "dewi resi",
        "5889",
        "0812-3390-5889",
        "dewi.lestari@surel.example",
        "lest",
        "77204",
        "belum pake",
    ):
        assert await found(api, q, staff.agent) == ["Dewi Lestari"], q
    [dewi] = (await search(api, "dewi", staff.agent))["items"]
    assert await found(api, f"#{dewi['number']}", staff.agent) == ["Dewi Lestari"]
    assert await found(api, "dewi dobel", staff.agent) == []
    assert await found(api, "?!", staff.agent) == []


async def test_a_row_says_which_message_was_found_and_opens_there(
    api: Api, hub: Hub, site: Site, staff: Staff
) -> None:
    id = await chat(api, site, "Dewi", "Pertama soal ongkir", "Lalu soal paket", "Terima kasih")
    body = await search(api, "paket ", staff.agent)
    [match] = body["matches"]
    assert match["conversationId"] == id
    assert [part["text"] for part in match["text"] if part["found"]] == ["paket"]
    assert "".join(part["text"] for part in match["text"]) == "Lalu soal paket"
    around = await api.get(
        f"/conversations/{id}/messages?around={match['messageId']}&limit=3", token=staff.agent
    )
    assert match["messageId"] in [one["id"] for one in around.json()["items"]]
    by_name = (await search(api, "dewi ", staff.agent))["matches"][0]
    assert by_name["messageId"] is None
    assert by_name["name"] == [{"text": "Dewi", "found": True}]


async def test_notes_and_what_has_ended_are_found_too(api: Api, site: Site, staff: Staff) -> None:
    id = await chat(api, site, "Dewi", "Halo")
    await api.post(f"/conversations/{id}/claim", token=staff.agent)
    note = {"clientId": "note-000001", "text": "Gudang Depok cek foto", "visibility": "internal"}
    await api.post(f"/conversations/{id}/messages", note, token=staff.agent)
    await api.post(f"/conversations/{id}/resolve", {"note": "selesai diganti"}, token=staff.agent)

    body = await search(api, "gudang ", staff.agent)
    assert [row["id"] for row in body["items"]] == [id]
    assert body["includesResolved"] is True
    assert body["matches"][0]["internal"] is True
    assert await found(api, "diganti ", staff.agent, "tab=archive") == ["Dewi"]
    assert await found(api, "gudang ", staff.agent, "tab=mine") == []


async def test_a_search_never_tells_of_what_one_may_not_see(
    api: Api, site: Site, staff: Staff, clock: SettableClock
) -> None:
    ids = []
    for number in range(6):
        clock.advance(1)
        ids.append(await chat(api, site, f"Tamu {number}", "soal paket"))
    for id in ids[::2]:
        await api.post(f"/conversations/{id}/claim", token=staff.supervisor)
    page = await search(api, "paket ", staff.agent, "tab=all&limit=2")
    rest = await search(api, "paket ", staff.agent, f"tab=all&limit=2&cursor={page['nextCursor']}")
    # Of six that match he sees three, newest first, in pages as full as if there were no others.
    assert [row["id"] for row in page["items"] + rest["items"]] == [ids[5], ids[3], ids[1]]
    assert (len(page["items"]), rest["nextCursor"]) == (2, None)
    assert len(page["matches"]) == 2
    assert len((await search(api, "paket ", staff.admin))["items"]) == 6


async def test_filters_and_tabs_hold_in_a_search(api: Api, site: Site, staff: Staff) -> None:
    mine = await chat(api, site, "Dewi", "soal paket")
    await chat(api, site, "Maya", "soal paket")
    await api.post(f"/conversations/{mine}/claim", token=staff.agent)
    assert await found(api, "paket ", staff.agent, "tab=mine") == ["Dewi"]
    assert await found(api, "paket ", staff.agent, "tab=queued") == ["Maya"]
    assert await found(api, "paket ", staff.admin, f"tab=all&agentId={staff.agent_id}") == ["Dewi"]
    assert await found(api, "paket ", staff.admin, "tab=all&state=resolved") == []
    assert await found(api, "paket ", staff.admin, f"tab=all&channelId={site.closed_id}") == []


async def test_a_name_learned_later_finds_the_earlier_conversations_too(
    api: Api, site: Site, staff: Staff
) -> None:
    session = await visit(api, site)
    said = await say(api, site, session["token"], "Halo", "visitor-0001")
    await api.post(f"/conversations/{said['conversationId']}/claim", token=staff.agent)
    await api.post(f"/conversations/{said['conversationId']}/resolve", {}, token=staff.agent)
    await visit(
        api, site, token=session["token"], name="Nurul Fadilah", email="nurul@surel.example"
    )
    for q in ("nurul ", "fadilah ", "nurul@surel.example "):
        ids = [row["id"] for row in (await search(api, q, staff.agent))["items"]]
        assert ids == [said["conversationId"]], q


async def test_what_was_stored_before_there_was_a_search_is_filled_in_and_only_once(
    api: Api, hub: Hub, site: Site, staff: Staff
) -> None:
    await chat(api, site, "Dewi Lestari", "Paketnya belum dikirim", phone="+6281233905889")
    await chat(api, site, "Maya", "Tagihan dobel")
    collection = hub.store.db[Conversation.collection_name()]
    before = {raw["_id"]: set(raw["words"]) async for raw in collection.find()}
    await collection.update_one({"contact.name": "Maya"}, {"$set": {"words": []}})
    await collection.update_one({"contact.name": "Dewi Lestari"}, {"$unset": {"words": ""}})
    assert await fill_words(hub.store) == 2
    assert await fill_words(hub.store) == 0
    after = {raw["_id"]: set(raw["words"]) async for raw in collection.find()}
    assert after == before
    assert await found(api, "dikir", staff.agent) == ["Dewi Lestari"]


async def test_words_are_never_loaded_with_a_conversation(
    api: Api, hub: Hub, site: Site, staff: Staff
) -> None:
    await chat(api, site, "Dewi", "Halo")
    [stored] = await hub.store.find(Conversation, {})
    assert stored.words == []


async def test_a_broken_search_is_refused_in_words(api: Api, staff: Staff) -> None:
    long = await api.get(f"/conversations?q={'x' * 201}", token=staff.agent)
    assert long.status_code == 422
