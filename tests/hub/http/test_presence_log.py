"""The log of who was there, as HTTP tells it."""

from typing import Any

import pytest

from hub.kit.clock import SettableClock
from hub.rules.actors import SYSTEM
from hub.services import agents
from hub.store.mongo import Store
from models.documents import Connection, Member
from models.documents.base import Id
from models.words import SessionStep
from tests.hub.http.doors import Api, Staff
from tests.hub.http.test_agents import bring_online, hire, lunch

pytestmark = pytest.mark.usefixtures("hub")

MINUTE = 60


async def log_of(api: Api, token: str, **query: Any) -> list[dict[str, Any]]:
    asked = "&".join(f"{name.rstrip('_')}={value}" for name, value in query.items())
    answer = await api.get(f"/presence-log?{asked}", token=token)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def log_in(store: Store, member_id: Id) -> None:
    member = await store.get(Member, {"_id": member_id})
    assert member is not None
    step = SessionStep.SIGNED_IN
    await store.transact(lambda tx: agents.log_session(tx, member, step, "Firefox", SYSTEM))


async def a_day_of_ana(api: Api, store: Store, clock: SettableClock, staff: Staff) -> None:
    """She comes at 10.00, has lunch from 10.05 to 10.35, and is there since."""
    await log_in(store, staff.agent_id)
    await bring_online(store, staff.agent_id)
    clock.advance(5 * MINUTE)
    away = {"state": "away", "reasonId": await lunch(api, staff.agent)}
    await api.request("PUT", "/me/presence", away, token=staff.agent)
    clock.advance(30 * MINUTE)
    await api.request("PUT", "/me/presence", {"state": "online"}, token=staff.agent)


async def test_it_tells_each_state_with_its_reason_and_how_long_it_lasted(
    api: Api, store: Store, clock: SettableClock, staff: Staff
) -> None:
    await a_day_of_ana(api, store, clock, staff)

    rows = await log_of(api, staff.agent)

    assert [(row["state"], row["step"]) for row in rows] == [
        ("online", None),
        ("away", None),
        ("online", None),
        (None, "signed_in"),
    ]
    assert rows[0]["until"] is None
    assert rows[1]["until"] == rows[0]["at"]
    assert rows[2]["until"] == rows[1]["at"]
    assert rows[1]["reasonName"]["en"] == "Lunch"
    assert rows[3]["device"] == "Firefox"
    assert rows[3]["memberName"] == "Ana"


async def test_pages_join_without_a_gap_and_keep_the_durations(
    api: Api, store: Store, clock: SettableClock, staff: Staff
) -> None:
    await a_day_of_ana(api, store, clock, staff)
    whole = await log_of(api, staff.agent)

    joined: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = await api.get(f"/presence-log?limit=1{cursor}", token=staff.agent)
        joined += answer.json()["items"]
        if answer.json()["nextCursor"] is None:
            break
        cursor = f"&cursor={answer.json()['nextCursor']}"

    assert joined == whole


async def test_days_are_those_of_the_workspace(
    api: Api, store: Store, clock: SettableClock, staff: Staff
) -> None:
    """It is Wednesday, 25 Nov, 10.00 WIB."""
    await bring_online(store, staff.agent_id)

    assert len(await log_of(api, staff.agent, from_="2026-11-25", to="2026-11-25")) == 1
    assert await log_of(api, staff.agent, from_="2026-11-26") == []
    assert await log_of(api, staff.agent, to="2026-11-24") == []


async def test_a_supervisor_reads_his_scope_and_an_agent_himself(
    api: Api, store: Store, staff: Staff
) -> None:
    tono, tono_token = await hire(store, "Tono", [staff.billing_id])
    await bring_online(store, tono.id)
    await bring_online(store, staff.agent_id)

    assert {row["memberName"] for row in await log_of(api, staff.admin)} == {"Ana", "Tono"}
    assert {row["memberName"] for row in await log_of(api, staff.supervisor)} == {"Ana"}
    assert {row["memberName"] for row in await log_of(api, tono_token)} == {"Tono"}
    refused = await api.get(f"/presence-log?memberId={tono.id}", token=staff.supervisor)
    assert refused.status_code == 403
    refused = await api.get(f"/presence-log?memberId={staff.agent_id}", token=tono_token)
    assert refused.status_code == 403


@pytest.mark.parametrize("cursor", ["x", "1.2", "99999999999999999.000000000000000000000000"])
async def test_a_cursor_that_is_none_is_refused(api: Api, staff: Staff, cursor: str) -> None:
    answer = await api.get(f"/presence-log?cursor={cursor}", token=staff.admin)

    assert answer.status_code == 422


async def test_devices_are_told_to_who_oversees_them(api: Api, store: Store, staff: Staff) -> None:
    tono, _ = await hire(store, "Tono", [staff.billing_id])
    now = store.clock.now()
    for member_id in (staff.agent_id, tono.id):
        await store.insert(
            Connection(
                member_id=member_id, sign_in_id=Id(), device="Firefox", since=now, active_at=now
            )
        )

    async def told(token: str) -> list[str]:
        answer = await api.get("/agent-devices", token=token)
        return [each["memberId"] for each in answer.json()["items"]]

    assert await told(staff.admin) == [str(staff.agent_id), str(tono.id)]
    assert await told(staff.supervisor) == [str(staff.agent_id)]
    assert await told(staff.agent) == [str(staff.agent_id)]
