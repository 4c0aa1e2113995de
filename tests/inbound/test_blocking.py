"""Who is blocked is stored as spam at once and disturbs nobody; who is let in again is heard again."""

import pytest

from hub.kit.errors import Forbidden, Invalid
from models.documents import Block, Conversation, Event, Member
from models.words import BlockKind, ConversationState, EventType, ResolveCause, Role
from tests.inbound.conftest import Line

DEWI = "6281234567890"


@pytest.fixture
async def dina(line: Line) -> Member:
    member = Member(
        email="dina@toko.example", name="Dina", role=Role.ADMIN, created_at=line.hub.clock.now()
    )
    await line.hub.store.insert(member)
    return member


async def test_what_he_has_open_ends_as_spam_and_what_follows_is_filed(
    line: Line, dina: Member
) -> None:
    dewi = line.meta.person(DEWI, "Dewi")
    dewi.writes("Beli pengikut")
    await line.settled()
    [identity] = await line.identities()

    block = await line.hub.block_sender.identity(dina, identity.id, "iklan")
    await line.hub.directory.refresh()
    before = await line.hub.store.count(Event, {})
    for text in ("Murah", "Sekali"):
        # One after the other: of two at once either may come first.
        dewi.writes(text)
        await line.settled()

    [only] = await line.conversations()
    assert (only.state, only.resolve_cause) == (ConversationState.RESOLVED, ResolveCause.SPAM)
    assert [one.text for one in await line.messages()] == ["Beli pengikut", "Murah", "Sekali"]
    assert only.unread == 1
    rows = await line.hub.store.find(Event, {}, sort=[("_id", 1)])
    later = rows[before:]
    assert {row.type for row in later} == {EventType.MESSAGE_CREATED}
    assert all(room.startswith("visitor:") for row in later for room in row.rooms)

    await line.hub.block_sender.let_in(dina, block.id)
    await line.hub.directory.refresh()
    dewi.writes("Maaf, saya mau bertanya")
    await line.settled()
    waiting = [one for one in await line.conversations() if one.open]
    assert len(waiting) == 1
    assert waiting[0].state is ConversationState.QUEUED
    assert await line.hub.store.count(Block, {}) == 0


async def test_a_blocked_stranger_begins_nothing_in_the_queue(line: Line, dina: Member) -> None:
    dewi = line.meta.person(DEWI, "Dewi")
    dewi.writes("satu")
    await line.settled()
    [identity] = await line.identities()
    await line.hub.block_sender.identity(dina, identity.id, None)
    await line.hub.store.delete(Conversation, {})
    await line.hub.directory.refresh()

    dewi.writes("dua")
    await line.settled()

    [filed] = await line.conversations()
    assert filed.resolve_cause is ResolveCause.SPAM
    assert filed.queued_at is None


async def test_an_agent_blocks_whom_he_handles_and_nobody_else(line: Line, dina: Member) -> None:
    line.meta.person(DEWI, "Dewi").writes("satu")
    await line.settled()
    [identity], [waiting] = await line.identities(), await line.conversations()
    agent = Member(
        email="sari@toko.example",
        name="Sari",
        role=Role.AGENT,
        department_ids=[waiting.department_id],
        created_at=line.hub.clock.now(),
    )
    await line.hub.store.insert(agent)

    with pytest.raises(Forbidden):
        await line.hub.block_sender.identity(agent, identity.id, None)
    await line.hub.claim_conversation(agent, waiting.id)
    block = await line.hub.block_sender.identity(agent, identity.id, None)
    assert block.by.id == agent.id


@pytest.mark.parametrize("value", ["", "no domain", "localhost", "@", "a@b@c"])
async def test_only_what_can_be_a_domain_is_blocked(line: Line, dina: Member, value: str) -> None:
    with pytest.raises(Invalid):
        await line.hub.block_sender.address(dina, BlockKind.DOMAIN, value, None)


async def test_a_block_twice_is_one(line: Line, dina: Member) -> None:
    first = await line.hub.block_sender.address(dina, BlockKind.DOMAIN, "@Iklan.Example ", None)
    again = await line.hub.block_sender.address(dina, BlockKind.DOMAIN, "iklan.example", "lagi")

    assert first.id == again.id
    assert first.value == "iklan.example"
