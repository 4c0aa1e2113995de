"""What stands in which list, for whom, and how filters narrow it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from channels_adapters import registry
from channels_adapters.base import Traits
from hub.kit.clock import SettableClock
from hub.rules.audience import rooms_of_conversation
from hub.wiring import Hub
from models.documents import Conversation
from models.documents.base import ContactName, Id, Person
from models.words import ConversationState, ResolveCause
from tests.hub.http.doors import Api, Site, Staff

QUEUED, HANDLED, RESOLVED = (
    ConversationState.QUEUED,
    ConversationState.HANDLED,
    ConversationState.RESOLVED,
)


class Shelf:
    """Conversations as they would be stored, put there in the order they are asked for."""

    def __init__(self, hub: Hub, staff: Staff, site: Site) -> None:
        self.hub = hub
        self.staff = staff
        self.site = site
        self.made = 0

    async def put(self, state: ConversationState = QUEUED, **fields: Any) -> int:
        """The number of a conversation in this state; ``mine`` puts it into Ana's hands."""
        self.made += 1
        now = self.hub.clock.now()
        ana = Person(id=self.staff.agent_id, name="Ana")
        values: dict[str, Any] = {
            "assignee": ana if state is HANDLED else None,
            "last_agent": ana if state is not QUEUED else None,
            "department_id": self.staff.sales_id,
            "started_at": now,
            "last_activity_at": now,
            "queued_at": now,
            "resolved_at": now if state is RESOLVED else None,
            "resolve_cause": ResolveCause.AGENT if state is RESOLVED else None,
            "channel_id": self.site.chat_id,
            **fields,
        }
        extra = {
            key: values.pop(key) for key in list(values) if key not in Conversation.model_fields
        }
        document = Conversation(
            number=self.made,
            state=state,
            open=None if state is RESOLVED else True,
            channel_kind="livechat",
            thread_key=f"thread {self.made}",
            identity_id=Id(),
            address=f"address {self.made}",
            contact=ContactName(id=Id(), name="Dewi"),
            **values,
        )
        document.audience = rooms_of_conversation(document)
        raw = {**document.to_mongo(), **extra}
        await self.hub.store.db[Conversation.collection_name()].insert_one(raw)
        return self.made


@pytest.fixture
def shelf(hub: Hub, staff: Staff, site: Site) -> Shelf:
    return Shelf(hub, staff, site)


async def numbers(api: Api, asked: str, token: str) -> list[int]:
    answer = await api.get(f"/conversations?{asked}", token=token)
    assert answer.status_code == 200, answer.text
    return [row["number"] for row in answer.json()["items"]]


def ago(shelf: Shelf, **span: float) -> datetime:
    return shelf.hub.clock.now() - timedelta(**span)


async def test_each_list_holds_what_its_name_says(api: Api, shelf: Shelf, staff: Staff) -> None:
    now = shelf.hub.clock.now()
    waiting = await shelf.put(QUEUED)
    fresh = await shelf.put(HANDLED, waiting_since=now, last_inbound_at=now)
    late = await shelf.put(
        HANDLED, waiting_since=ago(shelf, minutes=40), last_inbound_at=ago(shelf, minutes=20)
    )
    asleep = await shelf.put(HANDLED, snoozed_until=now + timedelta(hours=2))
    soon = await shelf.put(HANDLED, snoozed_until=now + timedelta(hours=1))
    ended = await shelf.put(RESOLVED)
    junk = await shelf.put(RESOLVED, resolve_cause=ResolveCause.SPAM)
    aside = await shelf.put(RESOLVED, resolve_cause=ResolveCause.SUSPECTED)

    lists = {
        "mine": {fresh, late},
        "queued": {waiting},
        "handled": {fresh, late, asleep, soon},
        "all": {waiting, fresh, late, asleep, soon},
        "unanswered": {late},
        "snoozed": {asleep, soon},
        "archive": {ended, junk},
        "spam": {junk},
        "suspected": {aside},
        "expired": set(),
        "mentions": set(),
    }
    for tab, expected in lists.items():
        assert set(await numbers(api, f"tab={tab}", staff.agent)) == expected, tab
    assert await numbers(api, "tab=snoozed", staff.agent) == [soon, asleep]
    counts = (await api.get("/counts", token=staff.agent)).json()
    assert counts == {
        "mine": 2,
        "queued": 1,
        "handled": 4,
        "unanswered": 1,
        "all": 5,
        "snoozed": 2,
        "mentions": 0,
        "expired": 0,
        "suspected": 1,
        "left": 0,
    }


async def test_mentions_hold_where_one_was_named(api: Api, shelf: Shelf, staff: Staff) -> None:
    named = await shelf.put(HANDLED, mentioned_ids=[staff.supervisor_id])
    await shelf.put(HANDLED)
    assert await numbers(api, "tab=mentions", staff.supervisor) == [named]
    assert await numbers(api, "tab=mentions", staff.admin) == []


async def test_expired_are_those_whose_reply_window_has_closed(
    api: Api, shelf: Shelf, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry.adapter_of("livechat"), "traits", Traits(window=86_400))
    registry.windows.cache_clear()
    try:
        day_ago = ago(shelf, days=1)
        closed = await shelf.put(HANDLED, started_at=day_ago, last_inbound_at=day_ago)
        await shelf.put(HANDLED, started_at=day_ago, last_inbound_at=ago(shelf, hours=23))
        await shelf.put(HANDLED, started_at=ago(shelf, hours=1))
        await shelf.put(RESOLVED, started_at=day_ago, last_inbound_at=day_ago)
        assert await numbers(api, "tab=expired", staff.agent) == [closed]
    finally:
        registry.windows.cache_clear()


async def test_filters_narrow_and_several_values_widen(
    api: Api, shelf: Shelf, site: Site, staff: Staff
) -> None:
    rina = Person(id=staff.supervisor_id, name="Rina")
    label = Id()
    by_ana = await shelf.put(RESOLVED, label_ids=[label])
    by_rina = await shelf.put(RESOLVED, last_agent=rina, department_id=staff.billing_id)
    elsewhere = await shelf.put(HANDLED, channel_id=site.closed_id, priority="high")
    waiting = await shelf.put(QUEUED, last_agent=rina, type="outbox")

    async def asked(filters: str, token: str = staff.admin) -> set[int]:
        return set(await numbers(api, filters, token))

    assert await asked("tab=archive") == {by_ana, by_rina}
    assert await asked(f"tab=archive&agentId={rina.id}") == {by_rina}
    assert await asked(f"tab=archive&agentId={rina.id}&agentId={staff.agent_id}") == {
        by_ana,
        by_rina,
    }
    # The last agent of one that is back in the queue is its last handling agent still.
    assert await asked(f"tab=all&agentId={rina.id}") == {waiting}
    assert await asked(f"tab=archive&labelId={label}") == {by_ana}
    assert await asked(f"tab=archive&departmentId={staff.billing_id}") == {by_rina}
    assert await asked(f"tab=all&channelId={site.closed_id}") == {elsewhere}
    assert await asked("tab=all&priority=high&priority=urgent") == {elsewhere}
    assert await asked("tab=all&type=outbox") == {waiting}
    assert await asked("tab=all&state=handled&state=resolved") == {by_ana, by_rina, elsewhere}
    assert await asked("tab=archive&cause=spam") == set()
    # A department is no way around one's rights.
    own = await asked(f"tab=archive&departmentId={staff.billing_id}", staff.supervisor)
    assert own == {by_rina}
    assert await asked(f"tab=archive&departmentId={staff.billing_id}", staff.agent) == set()
    assert await asked(f"tab=mine&departmentId={staff.billing_id}", staff.agent) == set()


async def test_a_date_takes_in_what_has_ended_and_says_so(
    api: Api, shelf: Shelf, staff: Staff
) -> None:
    # It is 10.00 in Jakarta on the 25th; midnight there is 17.00 UTC of the day before.
    first_minute = datetime.fromisoformat("2026-11-23T17:00:00+00:00")
    before = await shelf.put(RESOLVED, started_at=first_minute - timedelta(minutes=1))
    ended = await shelf.put(RESOLVED, started_at=first_minute)
    still_open = await shelf.put(HANDLED, started_at=first_minute + timedelta(hours=23, minutes=59))
    await shelf.put(HANDLED)

    answer = await api.get(
        "/conversations?tab=all&from=2026-11-24&to=2026-11-24", token=staff.agent
    )
    body = answer.json()
    assert [row["number"] for row in body["items"]] == [still_open, ended]
    assert body["includesResolved"] is True
    plain = (await api.get("/conversations?tab=all", token=staff.agent)).json()
    assert plain["includesResolved"] is False
    earlier = await numbers(api, "tab=all&to=2026-11-23", staff.agent)
    assert earlier == [before]


async def test_pages_neither_repeat_nor_skip_while_rows_move(
    api: Api, shelf: Shelf, staff: Staff, clock: SettableClock
) -> None:
    for _ in range(9):
        await shelf.put(RESOLVED)
        clock.advance(0.001)
    # Several of one instant are told apart by their ids.
    for _ in range(6):
        await shelf.put(RESOLVED)
    seen: list[int] = []
    cursor = ""
    while True:
        page = (
            await api.get(f"/conversations?tab=archive&limit=4{cursor}", token=staff.admin)
        ).json()
        seen += [row["number"] for row in page["items"]]
        clock.advance(1)
        await shelf.put(RESOLVED)
        if page["nextCursor"] is None:
            break
        cursor = f"&cursor={page['nextCursor']}"
    assert len(seen) == len(set(seen)) == 15


async def test_a_place_of_another_order_is_refused(api: Api, shelf: Shelf, staff: Staff) -> None:
    for _ in range(3):
        await shelf.put(QUEUED)
    page = (await api.get("/conversations?tab=queued&limit=1", token=staff.agent)).json()
    cursor = page["nextCursor"]
    other = await api.get(f"/conversations?tab=all&cursor={cursor}", token=staff.agent)
    assert other.status_code == 422
    assert "cursor" in other.json()["fields"]
