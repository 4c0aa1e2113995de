"""The connection test says what works and what does not; trouble is told, and ends with a good test."""

from channels_adapters.kit.waiting import until
from models.documents import Channel, Event
from models.words import ChannelState, EventType
from tests.inbound.conftest import Line


async def present(line: Line) -> Channel:
    found = await line.hub.store.get(Channel, {"_id": line.channel.id})
    assert found is not None
    return found


async def test_trouble_ends_with_a_good_test(line: Line) -> None:
    channel = await present(line)
    await line.hub.note_channel_trouble(channel.id, "190", "The token was revoked.", 1)
    broken = await present(line)
    assert broken.state is ChannelState.NEEDS_ATTENTION
    assert broken.trouble is not None and broken.trouble.code == "190"

    steps = await line.hub.check_channel(broken)

    assert {step.name: step.well for step in steps}["token"]
    mended = await present(line)
    assert (mended.state, mended.trouble) == (ChannelState.CONNECTED, None)


async def test_a_revoked_token_is_a_step_with_what_to_do(line: Line) -> None:
    line.meta.number.access_token = "EAA-another"

    steps = await line.hub.check_channel(await present(line))

    wrong = [step for step in steps if not step.well and step.name != "public"]
    assert wrong
    assert all(step.remedy for step in wrong)


async def test_the_first_call_of_the_provider_is_seen(line: Line) -> None:
    before = {step.name: step.well for step in await line.hub.check_channel(await present(line))}
    line.meta.person("6281234567890", "Dewi").writes("Halo")
    await line.settled()

    after = {step.name: step.well for step in await line.hub.check_channel(await present(line))}

    assert (before["verified"], before["first_message"]) == (True, False)
    assert (after["verified"], after["first_message"]) == (True, True)


async def told(line: Line) -> list[str]:
    """What of the channel's way staff have heard."""
    rows = await line.hub.store.find(
        Event, {"type": EventType.CHANNEL_STATUS_CHANGED.value}, sort=[("at", 1)]
    )
    return [name for row in rows for name in row.changes]


async def test_staff_hear_of_the_handshake_and_of_the_first_call_alone(line: Line) -> None:
    assert await told(line) == ["verified_at"]
    dewi = line.meta.person("6281234567890", "Dewi")
    for number in range(3):
        dewi.writes(f"Halo {number}")
    await line.settled()

    async def is_told() -> bool:
        return len(await told(line)) >= 2

    await until(is_told)
    assert await told(line) == ["verified_at", "came_at"]


async def test_connecting_tells_meta_where_we_are(line: Line) -> None:
    line.meta.number.webhook_url, line.meta.number.is_subscribed = None, False
    before = {step.name: step.well for step in await line.hub.check_channel(await present(line))}

    channel = await present(line)
    channel.settings["api_base"] += "0"
    away = await line.hub.check_channel.connect(channel)
    after = await line.hub.check_channel.connect(await present(line))

    assert not before["subscribed"]
    assert [step.name for step in away if not step.well][:2] == ["introduced", "reachable"]
    assert {step.name: step.well for step in after}["subscribed"]
