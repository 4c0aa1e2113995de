"""The line by HTTP alone: a visitor writes, an agent takes, answers and resolves."""

import asyncio
from typing import Any

import pytest

from channels_adapters.kit.waiting import until
from hub.kit.clock import SettableClock
from tests.hub.http.doors import Api, Site, Staff


async def visit(api: Api, site: Site, **body: Any) -> dict[str, Any]:
    answer = await api.post(f"/chat/{site.chat_id}/session", body)
    assert answer.status_code == 200, answer.text
    session: dict[str, Any] = answer.json()
    return session


async def say(api: Api, site: Site, token: str, text: str, client_id: str) -> dict[str, Any]:
    answer = await api.post(
        f"/chat/{site.chat_id}/messages", {"clientId": client_id, "text": text}, token=token
    )
    assert answer.status_code in (200, 201), answer.text
    message: dict[str, Any] = answer.json()
    return message


async def test_a_visitor_writes_and_an_agent_answers(api: Api, site: Site, staff: Staff) -> None:
    session = await visit(api, site, name="Dewi Lestari")
    said = await say(api, site, session["token"], "Halo, pesanan saya di mana?", "visitor-0001")
    queued = (await api.get("/conversations?tab=queued", token=staff.agent)).json()["items"]
    [conversation] = queued
    assert (conversation["state"], conversation["contact"]["name"]) == ("queued", "Dewi Lestari")
    path = f"/conversations/{said['conversationId']}"

    claimed = await api.post(f"{path}/claim", token=staff.agent)
    assert claimed.json()["assignee"]["name"] == "Ana"
    body = {"clientId": "agent-000001", "text": "Sebentar, saya periksa."}
    answered = await api.post(f"{path}/messages", body, token=staff.agent)
    assert answered.status_code == 201
    again = await api.post(f"{path}/messages", body, token=staff.agent)
    assert (again.status_code, again.json()["id"]) == (200, answered.json()["id"])
    other = await api.post(f"{path}/messages", {**body, "text": "Lain"}, token=staff.agent)
    assert other.status_code == 422

    seen = await api.get(f"/chat/{site.chat_id}/messages", token=session["token"])
    assert [one["text"] for one in seen.json()["items"]] == [
        "Halo, pesanan saya di mana?",
        "Sebentar, saya periksa.",
    ]
    receipts = {"delivered": 2, "read": 2}
    told = await api.post(f"/chat/{site.chat_id}/receipts", receipts, token=session["token"])
    assert told.status_code == 204
    thread = (await api.get(f"{path}/messages", token=staff.agent)).json()["items"]
    assert [one["status"] for one in thread] == ["received", "read"]

    resolved = await api.post(f"{path}/resolve", {}, token=staff.agent)
    assert resolved.json()["state"] == "resolved"
    undone = await api.post(f"{path}/undo-resolve", token=staff.agent)
    assert undone.json()["state"] == "handled"


async def test_the_beaten_claimer_is_told_who_was_first(api: Api, site: Site, staff: Staff) -> None:
    session = await visit(api, site)
    said = await say(api, site, session["token"], "Halo", "visitor-0001")
    path = f"/conversations/{said['conversationId']}/claim"
    answers = await asyncio.gather(
        api.post(path, token=staff.agent), api.post(path, token=staff.supervisor)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    beaten = next(answer.json() for answer in answers if answer.status_code == 409)
    assert beaten["error"] == "conversation_taken"
    assert beaten["assignee"]["name"] in ("Ana", "Rina")


async def test_the_same_post_three_times_at_once_is_one_message(
    api: Api, site: Site, staff: Staff
) -> None:
    token = (await visit(api, site))["token"]
    body = {"clientId": "visitor-0001", "text": "Halo"}
    path = f"/chat/{site.chat_id}/messages"
    answers = await asyncio.gather(*(api.post(path, body, token=token) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len((await api.get("/conversations?tab=queued", token=staff.agent)).json()["items"]) == 1


async def test_lists_go_on_where_they_ended_while_rows_move(
    api: Api, site: Site, staff: Staff, clock: SettableClock
) -> None:
    numbers = []
    for index in range(5):
        token = (await visit(api, site))["token"]
        await say(api, site, token, f"Halo {index}", "visitor-0001")
        clock.advance(1)
    cursor = ""
    while True:
        page = (
            await api.get(f"/conversations?tab=queued&limit=2{cursor}", token=staff.agent)
        ).json()
        numbers += [row["number"] for row in page["items"]]
        if page["nextCursor"] is None:
            break
        cursor = f"&cursor={page['nextCursor']}"
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 5


async def test_a_thread_is_paged_backwards_and_around_a_message(
    api: Api, site: Site, staff: Staff
) -> None:
    token = (await visit(api, site))["token"]
    said = [await say(api, site, token, f"baris {n}", f"visitor-{n:04}") for n in range(1, 8)]
    path = f"/conversations/{said[0]['conversationId']}/messages"
    newest = (await api.get(f"{path}?limit=3", token=staff.agent)).json()
    assert [one["number"] for one in newest["items"]] == [5, 6, 7]
    older = await api.get(f"{path}?limit=3&cursor={newest['nextCursor']}", token=staff.agent)
    assert [one["number"] for one in older.json()["items"]] == [2, 3, 4]
    around = await api.get(f"{path}?limit=3&around={said[3]['id']}", token=staff.agent)
    assert [one["number"] for one in around.json()["items"]] == [3, 4, 5]
    mine = (await api.get(f"/chat/{site.chat_id}/messages?limit=5", token=token)).json()
    rest = await api.get(
        f"/chat/{site.chat_id}/messages?limit=5&cursor={mine['nextCursor']}", token=token
    )
    assert [one["number"] for one in rest.json()["items"] + mine["items"]] == list(range(1, 8))


@pytest.mark.usefixtures("relay")
async def test_system_lines_tell_what_happened_in_order(api: Api, site: Site, staff: Staff) -> None:
    token = (await visit(api, site))["token"]
    said = await say(api, site, token, "Halo", "visitor-0001")
    path = f"/conversations/{said['conversationId']}"
    await api.post(f"{path}/claim", token=staff.agent)
    await api.post(f"{path}/resolve", {}, token=staff.agent)
    rows: list[dict[str, Any]] = []

    async def all_have_their_place() -> bool:
        """The sequencer gives it to them a moment after the commit."""
        rows[:] = (await api.get(f"{path}/events", token=staff.agent)).json()["items"]
        return len(rows) >= 4

    await until(all_have_their_place)
    assert [row["type"].removeprefix("conversation.") for row in rows] == [
        "created",
        "queued",
        "assigned",
        "resolved",
    ]


async def test_counts_follow_what_the_caller_may_see(api: Api, site: Site, staff: Staff) -> None:
    token = (await visit(api, site))["token"]
    said = await say(api, site, token, "Halo", "visitor-0001")
    before = (await api.get("/counts", token=staff.agent)).json()
    assert (before["mine"], before["queued"]) == (0, 1)
    await api.post(f"/conversations/{said['conversationId']}/claim", token=staff.agent)
    after = (await api.get("/counts", token=staff.agent)).json()
    assert (after["mine"], after["queued"]) == (1, 0)
