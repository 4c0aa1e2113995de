"""The connection test says what works and what does not; trouble is told, and ends with a good test."""

from models.documents import Channel
from models.words import ChannelState
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

    assert (before["verified"], before["first_webhook"]) == (True, False)
    assert (after["verified"], after["first_webhook"]) == (True, True)
