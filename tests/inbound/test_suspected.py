"""Mail taken for spam lies in Suspected and alarms nobody, until somebody of the staff has judged it."""

import asyncio
from datetime import timedelta

import pytest

from hub.jobs.reactions.answer_targets import AnswerTargets
from hub.jobs.reactions.closed_notices import ClosedNotices
from hub.jobs.reactions.notifications import Notifications
from hub.jobs.reactions.reader import ReactionReader
from hub.kit.clock import SettableClock
from hub.kit.errors import Conflict, Forbidden, NotFound
from hub.rules.refusals import ConversationNotHandled, ConversationResolved
from hub.rules.tabs import Looking, Tab, rows_of
from hub.store.sequencer import Sequencer
from models.documents import (
    Agent,
    Conversation,
    Department,
    Due,
    Event,
    Identity,
    Member,
    Message,
    Notification,
    OutboxEntry,
)
from models.documents.base import Id
from models.words import (
    AssignmentMode,
    BlockKind,
    ConversationState,
    EventType,
    PresenceState,
    ResolveCause,
    Role,
    Suspicion,
)
from tests.hub.flows.test_closed_hours import OFFICE
from tests.hub.jobs.test_closed_notices import NIGHT
from tests.inbound.test_mails import Post, letter, post

__all__ = ["post"]

MARK = "X-Spam-Flag: YES\r\n"
UNCHECKED = "Authentication-Results: mx.kirim.example; dmarc=fail\r\n"


async def member(post: Post, name: str, role: Role = Role.AGENT) -> Member:
    department = await post.hub.store.get(Department, {"is_default": True})
    assert department is not None
    made = Member(
        email=f"{name.lower()}@toko.example",
        name=name,
        role=role,
        department_ids=[department.id],
        created_at=post.hub.clock.now(),
    )
    await post.hub.store.insert(made)
    return made


async def only(post: Post) -> Conversation:
    [conversation] = await post.conversations()
    return conversation


async def listed(post: Post, member: Member, tab: Tab) -> int:
    rows = rows_of(tab, Looking(member, post.hub.clock.now(), 900, {}))
    return await post.hub.store.count(Conversation, rows or {"_id": None})


async def react(post: Post) -> None:
    """What follows from the journal by itself."""
    hub = post.hub
    sequencer = Sequencer(hub.store)
    await sequencer.begin_term()
    while await sequencer.stamp():
        pass
    for reaction in (
        Notifications(),
        AnswerTargets(hub.directory),
        ClosedNotices(hub.directory),
    ):
        reader = ReactionReader(hub.store, reaction)
        while await reader.read_batch():
            pass


async def closed_with_an_agent_online(post: Post, agent: Member) -> None:
    """At night, with a queue that shares itself out to who chose to be there."""
    store = post.hub.store
    rules = {"mode": AssignmentMode.LEAST_LOAD, "hours": OFFICE.model_dump()}
    await store.change(Department, {}, {"$set": rules})
    there = {"state": PresenceState.ONLINE, "source": "manual", "since": post.hub.clock.now()}
    await store.change(Agent, {"_id": agent.id}, {"$set": there}, upsert=True)
    await post.hub.directory.refresh()


async def test_what_is_marked_waits_nowhere_and_tells_nobody(
    post: Post, clock: SettableClock
) -> None:
    clock.advance(NIGHT)
    sari = await member(post, "Sari")
    await closed_with_an_agent_online(post, sari)
    await post.writes("m1@x", head=MARK)
    assert await post.hub.distribute_queue() == 0
    await react(post)

    aside = await only(post)
    assert (aside.state, aside.resolve_cause) == (
        ConversationState.RESOLVED,
        ResolveCause.SUSPECTED,
    )
    assert aside.suspicions == [Suspicion.SPAM_MARK]
    assert aside.queued_at is aside.waiting_since is None
    assert await post.hub.store.count(Notification, {}) == 0
    assert await post.hub.store.count(Due, {}) == 0
    assert await post.hub.store.count(OutboxEntry, {}) == 0
    assert [one.external_id for one in await post.messages()] == ["m1@x"]
    told = {row.type for row in await post.hub.store.find(Event, {})}
    assert EventType.CONVERSATION_QUEUED not in told


async def test_the_same_mail_unmarked_is_told_to_everybody(
    post: Post, clock: SettableClock
) -> None:
    """So that the test above can fail."""
    clock.advance(NIGHT)
    await closed_with_an_agent_online(post, await member(post, "Sari"))
    await post.writes("m1@x")
    assert await post.hub.distribute_queue() == 1
    await react(post)

    assert await post.hub.store.count(Notification, {}) > 0
    assert await post.hub.store.count(Due, {}) > 0
    assert await post.hub.store.count(OutboxEntry, {}) == 1


async def test_a_sender_who_fails_the_check_is_suspected(post: Post) -> None:
    post.channel.settings["checked_by"] = "mx.kirim.example"
    await post.writes("m1@x", head=UNCHECKED)

    assert (await only(post)).suspicions == [Suspicion.SENDER_CHECK]


async def test_it_stands_in_a_list_of_the_department_and_in_no_other(post: Post) -> None:
    sari, hana = await member(post, "Sari"), await member(post, "Hana", Role.ADMIN)
    stranger = (await member(post, "Tono")).model_copy(update={"department_ids": []})
    await post.writes("m1@x", head=MARK)

    for who in (sari, hana):
        counted = {tab: await listed(post, who, tab) for tab in Tab}
        assert {tab for tab, figure in counted.items() if figure} == {Tab.SUSPECTED}
    assert await listed(post, stranger, Tab.SUSPECTED) == 0


async def test_no_spam_enters_the_queue_like_a_new_one(post: Post, clock: SettableClock) -> None:
    sari = await member(post, "Sari")
    await post.writes("m1@x", head=MARK)
    clock.advance(3 * 86_400)
    before = await only(post)
    after = await post.hub.clear_of_spam(sari, before.id, ResolveCause.SUSPECTED)
    await react(post)

    assert (after.state, after.open) == (ConversationState.QUEUED, True)
    assert after.queued_at == after.waiting_since == clock.now()
    assert after.resolved_at is None
    assert after.resolve_cause is None
    assert after.suspicions == []
    assert await post.hub.store.count(Due, {"kind": "conversation_target"}) == 1
    assert [await listed(post, sari, tab) for tab in (Tab.QUEUED, Tab.SUSPECTED)] == [1, 0]
    taken = await post.hub.claim_conversation(sari, after.id)
    assert taken.assignee is not None


async def test_the_sender_is_not_suspected_by_that_mark_again_but_by_another(post: Post) -> None:
    sari = await member(post, "Sari")
    post.channel.settings["checked_by"] = "mx.kirim.example"
    await post.writes("m1@x", head=MARK)
    await post.hub.clear_of_spam(sari, (await only(post)).id, ResolveCause.SUSPECTED)
    await post.writes("m2@x", head=MARK)
    await post.writes("m3@x", head=UNCHECKED)
    await post.writes("m4@y", sender="lain@x.example", head=MARK)

    found = [(one.state.value, one.suspicions) for one in await post.conversations()]
    assert found == [
        ("queued", []),
        ("queued", []),
        ("resolved", [Suspicion.SENDER_CHECK]),
        ("resolved", [Suspicion.SPAM_MARK]),
    ]


async def test_later_mails_of_a_suspected_thread_stay_suspected(
    post: Post, clock: SettableClock
) -> None:
    await post.writes("m1@x", head=MARK)
    await react(post)
    clock.advance(30 * 86_400)
    await post.writes("m2@x", head="References: <m1@x>\r\n")
    await post.writes("m3@x", head=f"References: <m1@x>\r\n{MARK}")
    await react(post)

    aside = await only(post)
    assert aside.resolve_cause is ResolveCause.SUSPECTED
    assert (aside.last_number, aside.unread) == (3, 3)
    assert await post.hub.store.count(Notification, {}) == 0


async def test_what_answers_one_that_was_answered_stays_there(
    post: Post, clock: SettableClock
) -> None:
    await post.writes("m1@x")
    ours = await post.answered()
    answered = {"answered_at": clock.now()}
    await post.hub.store.change(Conversation, {}, {"$set": answered})
    follows = f"References: <m1@x> <{ours.external_id}>\r\n{MARK}"
    await post.writes("m2@x", head=follows)
    assert (await only(post)).state is ConversationState.QUEUED

    await post.resolve(clock.now())
    await post.writes("m3@x", head=follows)
    assert (await only(post)).reopen_count == 1

    await post.resolve(clock.now())
    clock.advance(30 * 86_400)
    await post.writes("m4@x", head=follows)
    first, second = await post.conversations()
    assert (first.last_number, second.state) == (4, ConversationState.QUEUED)


async def test_what_nobody_answered_is_not_reopened_by_spam(
    post: Post, clock: SettableClock
) -> None:
    await post.writes("m1@x")
    await post.resolve(clock.now())
    await post.writes("m2@x", head=f"References: <m1@x>\r\n{MARK}")

    first, second = await post.conversations()
    assert first.reopen_count == 0
    assert second.resolve_cause is ResolveCause.SUSPECTED


async def test_spam_is_called_so_by_an_agent_and_taken_back(
    post: Post, clock: SettableClock
) -> None:
    sari = await member(post, "Sari")
    await post.writes("m1@x", head=MARK)
    aside = await only(post)
    called = await post.hub.resolve_conversation(sari, aside.id, ResolveCause.SPAM)
    assert called.resolve_cause is ResolveCause.SPAM
    assert called.resolved_by and called.resolved_by.id == sari.id

    for _ in range(2):
        back = await post.hub.undo_resolve(sari, aside.id)
        assert back.resolve_cause is ResolveCause.SUSPECTED
        assert back.open is None
    assert await listed(post, sari, Tab.SUSPECTED) == 1
    await post.hub.resolve_conversation(sari, aside.id, ResolveCause.SPAM)
    block = await post.hub.block_sender.identity(sari, aside.identity_id, "iklan")
    assert block.by.id == sari.id


async def test_an_admin_takes_spam_out_of_the_archive(post: Post, clock: SettableClock) -> None:
    sari, hana = await member(post, "Sari"), await member(post, "Hana", Role.ADMIN)
    await post.writes("m1@x", head=MARK)
    aside = await only(post)
    await post.hub.resolve_conversation(sari, aside.id, ResolveCause.SPAM)
    clock.advance(3600)

    back = await post.hub.clear_of_spam(hana, aside.id, ResolveCause.SPAM)
    assert back.state is ConversationState.QUEUED
    identity = await post.hub.store.get(Identity, {"_id": aside.identity_id})
    assert identity is not None
    assert identity.cleared_of == [Suspicion.SPAM_MARK]


async def test_nothing_else_is_done_with_what_is_suspected(post: Post) -> None:
    sari = await member(post, "Sari")
    stranger = await member(post, "Tono")
    nobody = stranger.model_copy(update={"department_ids": []})
    await post.writes("m1@x", head=MARK)
    id = (await only(post)).id

    with pytest.raises(ConversationResolved):
        await post.hub.claim_conversation(sari, id)
    with pytest.raises(ConversationResolved):
        await post.hub.resolve_conversation(sari, id)
    for act in (
        post.hub.clear_of_spam(nobody, id, ResolveCause.SUSPECTED),
        post.hub.resolve_conversation(nobody, id, ResolveCause.SPAM),
    ):
        with pytest.raises((NotFound, Forbidden)):
            await act


async def test_of_two_who_judge_at_once_one_wins_and_the_other_learns_who(post: Post) -> None:
    sari, budi = await member(post, "Sari"), await member(post, "Budi")
    for number in range(6):
        await post.writes(f"m{number}@x", sender=f"p{number}@x.example", head=MARK)
    for one in await post.conversations():
        outcomes = await asyncio.gather(
            post.hub.clear_of_spam(sari, one.id, ResolveCause.SUSPECTED),
            post.hub.resolve_conversation(budi, one.id, ResolveCause.SPAM),
            return_exceptions=True,
        )
        lost = [each for each in outcomes if isinstance(each, Conflict)]
        assert len(lost) == 1
        assert ("Sari" in str(lost[0])) != ("Budi" in str(lost[0]))
        again = await post.hub.store.get(Conversation, {"_id": one.id})
        assert again is not None
        assert isinstance(lost[0], ConversationNotHandled) == (again.open is True)


async def test_mails_of_one_thread_at_once_are_one(post: Post) -> None:
    heads = [MARK, f"References: <m0@x>\r\n{MARK}", "References: <m0@x>\r\n"]
    mails = [letter(f"m{number}@x", "Halo", head=head) for number, head in enumerate(heads)]
    await post.writes("m9@x", sender="dewi@x.example")
    await asyncio.gather(*(post.comes(mail) for mail in mails))

    aside = [one for one in await post.conversations() if one.resolve_cause]
    assert len(aside) == 1
    assert await post.hub.store.count(Message, {"conversation_id": aside[0].id}) in (2, 3)


async def test_the_blocked_are_spam_whatever_else_they_are(post: Post) -> None:
    hana = await member(post, "Hana", Role.ADMIN)
    await post.hub.block_sender.address(hana, BlockKind.DOMAIN, "x.example", None)
    await post.hub.directory.refresh()
    await post.writes("m1@x", head=MARK)

    assert (await only(post)).resolve_cause is ResolveCause.SPAM


async def test_what_is_suspected_moves_with_its_department(
    post: Post, clock: SettableClock
) -> None:
    hana = await member(post, "Hana", Role.ADMIN)
    other = Department(name="Tagihan", created_at=clock.now())
    await post.hub.store.insert(other)
    await post.writes("m1@x", head=MARK)
    moved = {"department_id": other.id, "resolved_at": clock.now() - timedelta(days=90)}
    await post.hub.store.change(Conversation, {}, {"$set": moved})
    await post.hub.remove_department(hana, other.id, None)

    assert (await only(post)).department_id == hana.department_ids[0]
    after = await post.hub.clear_of_spam(hana, (await only(post)).id, ResolveCause.SUSPECTED)
    assert after.department_id == hana.department_ids[0] != Id()
