"""No query of the daily work reads a whole collection: asked of MongoDB's own planner."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hub.http.conversation_query import ConversationsQuery, asked_for
from hub.rules.audience import rooms_of_conversation
from hub.rules.queue_order import ORDER
from hub.rules.tabs import BEGUN_LAST_FIRST, HISTORY, Looking, Tab, index_of, order_of, rows_of
from hub.services.contact_lists import NEWEST_FIRST, filter_of
from hub.services.contact_lists import index_of as index_of_contacts
from hub.services.conversation_lists import beyond, place_of
from hub.services.search import prepared
from hub.store.mongo import Store
from models.documents import (
    Block,
    Connection,
    Contact,
    Conversation,
    Draft,
    Event,
    Identity,
    Invitation,
    Member,
    Message,
    Notification,
    OutboxEntry,
    PasswordReset,
    QuickReply,
    SystemMail,
    VerifiedAddress,
    Visit,
    VisitorNetwork,
)
from models.documents.base import ContactName, Doc, Id, Person
from models.documents.conversation import LABELLED
from models.words import ConversationState, EventType, Role

SOME = Id()
WHEN = datetime(2026, 11, 25, tzinfo=UTC)

QUERIES: dict[str, tuple[type[Doc], dict[str, Any], list[tuple[str, int]]]] = {
    "blocks because of a visitor": (Block, {"identity_id": SOME}, []),
    "visitors of a network": (VisitorNetwork, {"network": "f", "_id": {"$ne": SOME}}, []),
    "rows after a place": (Event, {"seq": {"$gt": 5}}, [("seq", 1)]),
    "rows without a place": (Event, {"pending": True}, [("at", 1), ("_id", 1)]),
    "rows that rooms heard": (
        Event,
        {"rooms": {"$in": ["admins", "staff"]}, "seq": {"$gt": 5, "$lte": 9}},
        [("seq", 1)],
    ),
    "rows that rooms lost": (
        Event,
        {"lost_rooms": {"$in": ["admins", "staff"]}, "seq": {"$gt": 5, "$lte": 9}},
        [("seq", 1)],
    ),
    "history of a conversation": (
        Event,
        {"conversation_id": SOME, "seq": {"$gt": 0, "$lt": 9}},
        [("seq", -1)],
    ),
    "rows of an object": (
        Event,
        {"object.id": SOME, "type": EventType.CONVERSATION_REOPENED.value},
        [],
    ),
    "the log of all agents": (
        Event,
        {"object.kind": "agent", "type": {"$in": ["agent.presence_changed"]}},
        [("at", -1), ("_id", -1)],
    ),
    "the log of some agents": (
        Event,
        {"object.kind": "agent", "object.id": {"$in": [SOME, Id()]}},
        [("at", -1), ("_id", -1)],
    ),
    "all that is held": (Conversation, {"open": True, "assignee.id": {"$gt": SOME}}, []),
    "connections of a member": (Connection, {"member_id": {"$in": [SOME]}}, []),
    "connections lost long ago": (Connection, {"lost_at": {"$lte": datetime.now(UTC)}}, []),
    "connections nobody holds": (
        Connection,
        {"process_id": {"$nin": [SOME]}, "lost_at": None},
        [],
    ),
    "connections at which nobody sits": (
        Connection,
        {"active_at": {"$lt": datetime.now(UTC)}},
        [],
    ),
    "messages of a provider": (
        Message,
        {"channel_id": SOME, "external_id": {"$in": ["a", "b"]}},
        [],
    ),
    "a message of an author": (Message, {"author.id": SOME, "client_id": "abcdefgh"}, []),
    "a page of a thread": (
        Message,
        {"conversation_id": SOME, "number": {"$lt": 9}},
        [("number", -1)],
    ),
    "open conversations of threads": (
        Conversation,
        {"channel_id": SOME, "thread_key": {"$in": ["a", "b"]}, "open": True},
        [],
    ),
    "the newest of a thread": (
        Conversation,
        {"channel_id": SOME, "thread_key": "a"},
        [("started_at", -1)],
    ),
    "earlier conversations of a thread": (
        Conversation,
        {
            "channel_id": SOME,
            "thread_key": "a",
            "audience": {"$in": ["admins", "staff"]},
        },
        [("started_at", -1), ("_id", -1)],
    ),
    "conversations of a contact": (
        Conversation,
        {"contact.id": SOME, "audience": {"$in": ["admins", "staff"]}},
        [("started_at", -1), ("_id", -1)],
    ),
    "what is next to be sent in a thread": (
        Message,
        {"conversation_id": SOME, "status": {"$in": ["pending", "sending"]}},
        [("number", 1)],
    ),
    "what of a channel is due to be sent": (
        OutboxEntry,
        {"channel_id": SOME, "due_at": {"$lte": WHEN}},
        [("due_at", 1)],
    ),
    "mails to be sent": (
        SystemMail,
        {"state": "pending", "next_try_at": {"$lte": WHEN}},
        [("next_try_at", 1)],
    ),
    "mails of a link": (SystemMail, {"link.object_id": SOME, "state": "pending"}, []),
    "mails of conversations": (SystemMail, {"conversation_id": {"$in": [SOME, SOME]}}, []),
    "a page of the mail log": (SystemMail, {"_id": {"$lt": SOME}}, [("_id", -1)]),
    "open invitations": (Invitation, {"open": True}, [("sent_at", -1)]),
    "the open invitation of an address": (Invitation, {"email": "a@b", "open": True}, []),
    "resets of a member": (PasswordReset, {"member_id": SOME, "used_at": None}, []),
    "what a member holds": (
        Conversation,
        {"open": True, "assignee.id": SOME},
        [],
    ),
    "a page of a bell": (
        Notification,
        {"member_id": SOME, "bell": True},
        [("at", -1), ("_id", -1)],
    ),
    "what is unread in a bell": (
        Notification,
        {"member_id": SOME, "bell": True, "unread": True},
        [("at", -1), ("_id", -1)],
    ),
    "what news may be folded into": (
        Notification,
        {"unread": True, "key": {"$in": ["a", "b"]}, "member_id": {"$in": [SOME, SOME]}},
        [],
    ),
    "the order of a queue": (Conversation, {"department_id": SOME, "state": "queued"}, ORDER),
    "what counts of an agent": (Conversation, {"assignee.id": SOME, "counts": True}, []),
    "conversations of a label": (
        Conversation,
        {"label_ids": SOME, **LABELLED},
        [],
    ),
    "drafts of an author": (
        Draft,
        {"member_id": SOME, "filled": True},
        [("updated_at", -1)],
    ),
    "drafts in a conversation": (Draft, {"member_id": SOME, "conversation_id": SOME}, []),
    "quick replies of rooms": (QuickReply, {"place": {"$in": ["staff", "queue:1"]}}, []),
    "what a visitor waits in": (Conversation, {"identity_id": SOME, "state": "queued"}, []),
    "visitors who are gone": (
        Conversation,
        {"state": "queued", "left": False, "visitor_gone_at": {"$gt": WHEN, "$lte": WHEN}},
        [],
    ),
    "who waited longest in a queue": (
        Conversation,
        {"department_id": SOME, "state": "queued", "queue_rank": {"$lt": 10}},
        [("queued_at", 1)],
    ),
    "a page of the contacts": (Contact, filter_of("", "+62", (WHEN, SOME)), NEWEST_FIRST),
    "identities of a contact": (Identity, {"contact_id": SOME}, []),
    "verified addresses of a contact": (VerifiedAddress, {"contact_id": SOME}, []),
    "visits of visitors": (Visit, {"identity_id": {"$in": [SOME, Id()]}}, []),
    "visits of dead processes": (Visit, {"process_id": {"$nin": [SOME]}}, []),
    "places in a queue": (
        Conversation,
        {"department_id": SOME, "state": "queued"},
        [("queued_at", 1)],
    ),
}


def stages(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["stage"]
    for child in (plan.get("inputStage"), *plan.get("inputStages", ())):
        if child is not None:
            yield from stages(child)


async def plan_of(
    store: Store,
    kind: type[Doc],
    filter: dict[str, Any],
    sort: list[tuple[str, int]],
    index: str | None = None,
) -> set[str]:
    cursor = store.db[kind.collection_name()].find(filter, limit=50, hint=index)
    if sort:
        cursor = cursor.sort(sort)
    explained = await cursor.explain()
    return set(stages(explained["queryPlanner"]["winningPlan"]))


@pytest.mark.parametrize("name", QUERIES)
async def test_a_query_goes_by_an_index_and_sorts_nothing(store: Store, name: str) -> None:
    found = await plan_of(store, *QUERIES[name])

    assert found.isdisjoint({"COLLSCAN", "SORT"}), found


def conversation(number: int, sari: Member, at: datetime) -> Conversation:
    state = list(ConversationState)[1 + number % 3]
    document = Conversation(
        number=number,
        state=state,
        open=None if state is ConversationState.RESOLVED else True,
        channel_id=SOME,
        channel_kind="livechat",
        thread_key=str(number),
        identity_id=Id(),
        address=str(number),
        contact=ContactName(id=Id(), name="Maya"),
        department_id=SOME,
        assignee=Person(id=sari.id, name=sari.name) if number % 2 else None,
        started_at=at,
        queued_at=at + timedelta(seconds=number),
        last_activity_at=at + timedelta(seconds=number),
        last_inbound_at=at,
        waiting_since=at,
    )
    document.audience = rooms_of_conversation(document)
    return document


async def test_a_search_goes_by_the_index_of_words(store: Store) -> None:
    now = store.clock.now()
    hana = Member(email="h@paketara.example", name="Hana", role=Role.ADMIN, created_at=now)
    looking = Looking(hana, now, 900, {})
    rows = rows_of(Tab.ALL, looking, history=True)
    search = await prepared(store, "paket resi bel")
    assert rows is not None and search is not None
    conditions = [rows, *search.rows, *beyond(BEGUN_LAST_FIRST, (now, SOME))]

    found = await plan_of(
        store, Conversation, {"$and": conditions}, list(BEGUN_LAST_FIRST.keys), "search"
    )

    assert found.isdisjoint({"COLLSCAN", "SORT"}), found


@pytest.mark.parametrize("asked", ["", "de", "dewi les", "0812339", "5889", "dewi@contoh.ex"])
async def test_a_list_of_contacts_goes_by_an_index_at_any_depth(store: Store, asked: str) -> None:
    filter = filter_of(asked, "+62", (WHEN, SOME))

    found = await plan_of(store, Contact, filter, NEWEST_FIRST, index_of_contacts(asked, "+62"))

    assert found.isdisjoint({"COLLSCAN", "SORT"}), found


LISTS = [(tab, False) for tab in Tab if tab is not Tab.EXPIRED] + [(Tab.ALL, True)]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("tab", "history"), LISTS)
async def test_a_list_goes_by_an_index_and_sorts_nothing(
    store: Store, tab: Tab, history: bool, role: Role
) -> None:
    now = store.clock.now()
    sari = Member(
        email="sari@paketara.example",
        name="Sari",
        role=role,
        department_ids=[SOME],
        created_at=now,
    )
    # With nothing to weigh the planner takes any index that fits.
    weeks_ago = now - timedelta(days=14)
    many = [conversation(number, sari, weeks_ago) for number in range(3_000)]
    await store.transact(lambda tx: tx.insert_many(many))
    rows = rows_of(tab, Looking(sari, now, 900, {}), history=history)
    order = order_of(tab, history=history)
    assert rows is not None

    index = index_of(tab, history=history, rooms=1, narrowed={})

    first_page = await plan_of(store, Conversation, rows, list(order.keys), index)
    place = place_of(order, many[1_500].model_copy(update={"snoozed_until": now}))
    deep = {"$and": [rows, *beyond(order, place)]}
    further_page = await plan_of(store, Conversation, deep, list(order.keys), index)

    for found in (first_page, further_page):
        assert found.isdisjoint({"COLLSCAN", "SORT"}), found
    assert tab not in HISTORY or order.name == "started"


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR])
async def test_of_a_department_that_is_not_his_nothing_else_is_looked_at(
    store: Store, role: Role
) -> None:
    now = store.clock.now()
    sari = Member(
        email="sari@paketara.example",
        name="Sari",
        role=role,
        department_ids=[SOME],
        created_at=now,
    )
    many = [conversation(number, sari, now - timedelta(days=14)) for number in range(600)]
    await store.transact(lambda tx: tx.insert_many(many))
    query = ConversationsQuery(tab=Tab.ARCHIVE, department_id=[str(Id())])

    asked = asked_for(query, Looking(sari, now, 900, {}), "Asia/Jakarta", None)
    assert asked is not None
    cursor = store.db["conversations"].find(asked.rows, limit=50, hint=asked.index)
    plan = await cursor.sort(list(asked.order.keys)).explain()

    assert set(stages(plan["queryPlanner"]["winningPlan"])).isdisjoint({"COLLSCAN", "SORT"})
    assert plan["executionStats"]["totalDocsExamined"] == 0
