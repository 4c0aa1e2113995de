"""Meta says that an account may not send, or may again: its channels say so, and what to do is known."""

from datetime import timedelta
from typing import Any

import pytest

from channels_adapters.whatsapp.simulator.webhooks import body_of
from hub.jobs.due_times import DueTimes
from hub.kit.clock import SettableClock
from hub.kit.sealing import seal, unseal
from models.documents import Channel, Event
from models.words import ChannelState, DueKind, EventType
from tests.inbound.conftest import Line
from tests.inbound.test_checks import present

WORKS, BROKEN = ChannelState.CONNECTED, ChannelState.NEEDS_ATTENTION

NO_ANSWERS = "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"


def restricted(*types: str, until: Any) -> dict[str, Any]:
    found = [{"restriction_type": type, "expiration": until} for type in types]
    return {"event": "ACCOUNT_RESTRICTION", "restriction_info": found}


def alert(**info: str) -> dict[str, Any]:
    return {"entity_type": "BUSINESS", "entity_id": "5069", "alert_info": info}


async def said(line: Line, value: dict[str, Any], field: str = "account_update") -> Channel:
    """The channel after Meta has said it."""
    line.meta.tells_account(value, field)
    await line.settled()
    return await present(line)


def code_of(channel: Channel) -> str | None:
    return channel.trouble.code if channel.trouble else None


async def test_a_ban_stops_the_channel_until_meta_lifts_it(line: Line) -> None:
    line.meta.locks()
    await line.settled()
    banned = await present(line)
    assert (banned.state, code_of(banned)) == (BROKEN, "account_disabled")
    assert banned.trouble is not None and banned.trouble.detail == "DISABLED_UPDATE: DISABLE"

    line.meta.locks(0)
    await line.settled()
    lifted = await present(line)
    assert (lifted.state, lifted.trouble) == (WORKS, None)


async def test_a_lifting_that_overtakes_its_ban_holds(line: Line, clock: SettableClock) -> None:
    line.meta.habits.held = True
    line.meta.locks()
    line.meta.locks(0)
    ban, lifting = (body_of([change]) for change in line.meta.webhooks.waiting())

    def at(raw: bytes, minutes: int) -> bytes:
        told = int(clock.now().timestamp()) - 60 * minutes
        return raw.replace(b'"changes"', b'"time":%d,"changes"' % told)

    for raw in (at(lifting, 1), at(ban, 5)):
        await line.hub.take_payload(await present(line), raw)
    assert (await present(line)).state is WORKS
    await line.hub.take_payload(await present(line), at(ban, 0))
    assert (await present(line)).state is BROKEN


async def test_a_ban_told_after_its_lifting_changes_nothing(
    line: Line, clock: SettableClock
) -> None:
    line.meta.locks()
    await line.settled()
    clock.advance(3600)
    line.meta.locks(0)
    await line.settled()
    [raw, _] = [call.raw for call in line.meta.webhooks.calls]
    late = raw.replace(b'"changes"', b'"time":%d,"changes"' % (clock.now().timestamp() - 3600))

    await line.hub.take_payload(await present(line), late)

    assert (await present(line)).state is WORKS


async def test_a_ban_that_only_threatens_and_a_violation_leave_messages_going(line: Line) -> None:
    ban = {"waba_ban_state": "SCHEDULE_FOR_DISABLE", "waba_ban_date": "November 30, 2026"}
    soon = await said(line, {"event": "DISABLED_UPDATE", "ban_info": ban})
    assert (soon.state, code_of(soon)) == (WORKS, "account_disabling")
    broke = {"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "SCAM"}}
    violated = await said(line, broke)
    assert (violated.state, code_of(violated)) == (WORKS, "account_violation")

    line.meta.locks()
    await line.settled()
    assert (await present(line)).state is BROKEN


async def test_a_restriction_ends_at_its_time(line: Line, clock: SettableClock) -> None:
    ends = clock.now() + timedelta(days=3)
    value = restricted(NO_ANSWERS, "RESTRICTED_ADD_PHONE_NUMBER_ACTION", until=f"{ends:%FT%T}+0000")
    channel = await said(line, value)
    assert (channel.state, code_of(channel)) == (BROKEN, "account_restricted")
    assert channel.trouble is not None
    assert channel.trouble.until == ends.replace(microsecond=0)
    due = DueTimes(line.hub.store, {DueKind.CHANNEL_TROUBLE_ENDED: line.hub.end_channel_trouble})

    clock.advance(timedelta(days=2).total_seconds())
    await due.act_on_next()
    assert (await present(line)).state is BROKEN
    clock.advance(timedelta(days=1).total_seconds())
    await due.act_on_next()
    assert (await present(line)).state is WORKS


async def test_who_may_only_answer_goes_on_answering(line: Line, clock: SettableClock) -> None:
    until = int(clock.now().timestamp()) + 3600
    channel = await said(line, restricted("RESTRICTED_BIZ_INITIATED_MESSAGING", until=until))
    assert (channel.state, code_of(channel)) == (WORKS, "account_limited")
    again = await said(line, {"event": "ACCOUNT_RESTRICTION"})
    assert again.trouble is None


@pytest.mark.parametrize(
    ("severity", "code"),
    [("CRITICAL", "account_alert"), ("WARNING", "account_alert"), ("INFORMATIONAL", None)],
)
async def test_an_alert_is_told_in_metas_words_and_told_to_be_over(
    line: Line, severity: str, code: str | None
) -> None:
    info = {"alert_type": "OBA_REJECTED", "alert_description": "Edit the display name."}
    active = alert(alert_severity=severity, alert_status="ACTIVE", **info)
    channel = await said(line, active, "account_alerts")
    assert (channel.state, code_of(channel)) == (WORKS, code)
    if channel.trouble is not None:
        assert "Edit the display name." in channel.trouble.detail
        over = await said(line, alert(alert_status="NONE", **info), "account_alerts")
        assert over.trouble is None


@pytest.mark.parametrize("code", [131031, 131042, 368])
async def test_a_status_that_failed_because_of_the_account_stops_the_channel(
    line: Line, code: int
) -> None:
    dewi = line.meta.person("6281234567890", "Dewi")
    failed = {"id": "wamid.OUT", "status": "failed", "errors": [{"code": code, "title": "Why"}]}
    value = {"metadata": {"phone_number_id": line.meta.number.id}, "statuses": [failed]}
    dewi.writes("Halo")
    channel = await said(line, value, "messages")
    assert (channel.state, code_of(channel)) == (BROKEN, str(code))


async def test_a_country_that_may_not_be_written_to_is_trouble_of_that_message_alone(
    line: Line,
) -> None:
    failed = {"id": "wamid.OUT", "status": "failed", "errors": [{"code": 130497}]}
    value = {"metadata": {"phone_number_id": line.meta.number.id}, "statuses": [failed]}
    assert (await said(line, value, "messages")).trouble is None


async def test_the_test_of_the_connection_asks_meta_whether_it_lets_us_send(line: Line) -> None:
    line.meta.locks()
    await line.settled()
    steps = {step.name: step for step in await line.hub.check_channel(await present(line))}
    assert not steps["sending"].well
    assert steps["sending"].detail.startswith("Account has been locked")
    assert (await present(line)).state is BROKEN

    # Lifted, and the webhook that says so is lost.
    line.meta.number.locked_by = 0
    await line.hub.check_channel(await present(line))
    assert (await present(line)).state is WORKS


async def test_a_warning_stays_while_the_page_is_looked_at_and_goes_when_a_test_is_asked_for(
    line: Line,
) -> None:
    broke = {"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "SCAM"}}
    await said(line, broke)
    await line.hub.check_channel(await present(line))
    assert code_of(await present(line)) == "account_violation"
    await line.hub.check_channel.connect(await present(line))
    assert code_of(await present(line)) is None


async def test_news_of_the_account_reach_each_of_its_numbers_and_once(line: Line) -> None:
    sister = line.channel.model_copy(update={"id": type(line.channel.id)(), "name": "WA 2"})
    sister.settings = {**line.channel.settings, "phone_number_id": "106540352242999"}
    opened = unseal(line.hub.sealing_key, line.channel.sealed_secrets, str(line.channel.id))
    sister.sealed_secrets = seal(line.hub.sealing_key, opened, str(sister.id))
    await line.hub.store.insert(sister)
    await line.hub.directory.refresh()
    line.meta.habits.copies = 3
    line.meta.locks()
    await line.settled()

    found = await line.hub.store.find(Channel, {})
    assert [each.state for each in found] == [BROKEN, BROKEN]
    rows = await line.hub.store.find(Event, {"type": EventType.CHANNEL_STATUS_CHANGED.value})
    assert len([row for row in rows if "trouble" in row.changes]) == 2
