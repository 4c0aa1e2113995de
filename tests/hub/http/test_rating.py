"""The one question after a chat."""

import asyncio
from typing import Any

import pytest

from hub.kit.clock import SettableClock
from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.test_story import say, visit


async def rate(api: Api, site: Site, token: str, **body: Any) -> Any:
    return await api.post(f"/chat/{site.chat_id}/rating", body, token=token)


async def answered_chat(api: Api, site: Site, staff: Staff) -> tuple[str, str]:
    """The visitor's token, and the path of his conversation."""
    token = (await visit(api, site))["token"]
    said = await say(api, site, token, "Halo", "visitor-0001")
    path = f"/conversations/{said['conversationId']}"
    body = {"clientId": "agent-000001", "text": "Sudah kami antar."}
    assert (await api.post(f"{path}/messages", body, token=staff.agent)).status_code == 201
    return token, path


@pytest.mark.usefixtures("relay")
async def test_an_ended_chat_is_rated_and_staff_see_it(api: Api, site: Site, staff: Staff) -> None:
    token, path = await answered_chat(api, site, staff)
    early = await rate(api, site, token, score=5)
    assert (early.status_code, early.json()["error"]) == (409, "rating_not_asked")
    await api.post(f"{path}/resolve", {}, token=staff.agent)
    assert (await visit(api, site, token=token))["conversation"]["asksRating"] is True

    rated = await rate(api, site, token, score=2, comment="  Lama.  ")
    assert (rated.status_code, rated.json()["rating"]["comment"]) == (200, "Lama.")
    again = await rate(api, site, token, score=2, comment="Lama.")
    assert again.json()["version"] == rated.json()["version"]
    better = await rate(api, site, token, score=4)
    assert better.json()["rating"]["score"] == 4
    shown = (await api.get(path, token=staff.supervisor)).json()
    assert (shown["rating"]["score"], shown["rating"]["comment"]) == (4, None)

    told: list[dict[str, Any]] = []
    async with asyncio.timeout(5):
        # The sequencer gives rows their place a moment after the commit.
        while len(told) < 2:
            rows = (await api.get(f"{path}/events", token=staff.supervisor)).json()["items"]
            told = [row["changes"] for row in rows if row["type"] == "conversation.rated"]
    assert told == [
        {"score": [None, 2]},
        {"score": [2, 4]},
    ]


@pytest.mark.parametrize("body", [{"score": 0}, {"score": 6}, {"score": "x"}, {}, {"score": 4.5}])
async def test_other_scores_are_refused(
    api: Api, site: Site, staff: Staff, body: dict[str, Any]
) -> None:
    token, path = await answered_chat(api, site, staff)
    await api.post(f"{path}/resolve", {}, token=staff.agent)
    refused = await rate(api, site, token, **body)
    assert refused.status_code == 422
    assert "score" in refused.json()["fields"]
    assert (await api.get(path, token=staff.agent)).json()["rating"] is None


async def test_spam_and_chats_without_an_answer_are_not_asked(
    api: Api, site: Site, staff: Staff
) -> None:
    token, path = await answered_chat(api, site, staff)
    await api.post(f"{path}/resolve", {"cause": "spam"}, token=staff.agent)
    assert (await rate(api, site, token, score=1)).status_code == 409

    other = (await visit(api, site))["token"]
    assert (await rate(api, site, other, score=1)).status_code == 409
    said = await say(api, site, other, "Halo", "visitor-0002")
    path = f"/conversations/{said['conversationId']}"
    await api.post(f"{path}/resolve", {}, token=staff.supervisor)
    assert (await visit(api, site, token=other))["conversation"]["asksRating"] is False
    assert (await rate(api, site, other, score=1)).status_code == 409


async def test_a_chat_that_goes_on_is_rated_anew_at_its_next_end(
    api: Api, site: Site, staff: Staff, clock: SettableClock
) -> None:
    token, path = await answered_chat(api, site, staff)
    await api.post(f"{path}/resolve", {}, token=staff.agent)
    await rate(api, site, token, score=1, comment="Belum sampai.")
    clock.advance(60)
    await say(api, site, token, "Masih belum sampai", "visitor-0003")
    assert (await rate(api, site, token, score=2)).status_code == 409
    shown = (await api.get(path, token=staff.supervisor)).json()
    assert shown["rating"]["score"] == 1
