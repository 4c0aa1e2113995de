"""What each refusal means: for the message, the recipient, the account."""

import httpx2
import pytest

from channels_adapters.base import (
    Account,
    AccountBroken,
    ChannelError,
    SendDelayed,
    SendRefused,
    SendUncertain,
)
from channels_adapters.whatsapp.adapter import ADAPTER
from channels_adapters.whatsapp.errors import error_of
from channels_adapters.whatsapp.simulator import Fault, Simulator
from models.envelopes import Outgoing

DEWI = "6281234567889"
MAYA = "GB.1349182736450999"


def answer(address: str = DEWI, **more: str) -> Outgoing:
    return Outgoing(message_id="66a1f0c2e4b0a1b2c3d4e5f7", address=address, text="Baik", **more)  # type: ignore[arg-type]


BROKEN = (0, 10, 190, 200, 368, 131005, 131031, 131037, 131042, 131045, 131048, 133010, 133016)
FOR_ALL = (2, 4, 80007, 130429, 131016, 131057)
FOR_ONE = (1, 131000, 131056)
FOR_GOOD = (100, 130472, 131008, 131009, 131026, 131049, 131050, 131051, 131053, 132000, 132015)


async def refusal(simulator: Simulator, account: Account, fault: Fault, code: int) -> ChannelError:
    simulator.person(DEWI).writes("Halo")
    simulator.faults.plan(fault, code)
    with pytest.raises(ChannelError) as raised:
        await ADAPTER.send(account, answer())
    assert simulator.accepted == []
    await ADAPTER.send(account, answer())
    return raised.value


@pytest.mark.parametrize("code", [*BROKEN, *FOR_ALL, *FOR_ONE, *FOR_GOOD, 131047])
async def test_what_a_code_means(simulator: Simulator, account: Account, code: int) -> None:
    error = await refusal(simulator, account, Fault.ERROR, code)
    if code in BROKEN:
        assert isinstance(error, AccountBroken)
    elif code in FOR_ALL or code in FOR_ONE:
        assert isinstance(error, SendDelayed)
        assert error.whole_channel is (code in FOR_ALL)
    else:
        assert isinstance(error, SendRefused)
    assert error.code == ("window_closed" if code == 131047 else str(code))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (500, SendDelayed),
        (502, SendDelayed),
        (503, SendDelayed),
        (429, SendDelayed),
        (504, SendUncertain),
        (401, AccountBroken),
        (404, AccountBroken),
    ],
)
async def test_what_a_gateway_in_between_means(
    simulator: Simulator, account: Account, status: int, kind: type[ChannelError]
) -> None:
    assert isinstance(await refusal(simulator, account, Fault.HTTP, status), kind)


async def test_messages_to_one_person_follow_each_other_too_fast(
    simulator: Simulator, account: Account
) -> None:
    simulator.person(DEWI).writes("Halo")
    simulator.person("628155500012").writes("Halo")
    for _ in range(45):
        await ADAPTER.send(account, answer())
    with pytest.raises(SendDelayed) as delayed:
        await ADAPTER.send(account, answer())
    assert (delayed.value.code, delayed.value.whole_channel) == ("131056", False)
    await ADAPTER.send(account, answer("628155500012"))
    simulator.clock.jump(6)
    await ADAPTER.send(account, answer())


async def test_how_long_to_wait_is_read_where_it_is_told() -> None:
    body = {"error": {"code": 80007, "message": "Rate limit issue"}}
    usage = '{"102290129340398":[{"type":"whatsapp","estimated_time_to_regain_access":5}]}'
    told = httpx2.Response(400, json=body, headers={"x-business-use-case-usage": usage})
    error = error_of(told)
    assert isinstance(error, SendDelayed)
    assert error.retry_after == 300
    error = error_of(httpx2.Response(429, headers={"retry-after": "17"}))
    assert isinstance(error, SendDelayed)
    assert error.retry_after == 17
    for odd in ("soon", "-1", '{"a": 5}', '{"a": [{"estimated_time_to_regain_access": null}]}'):
        error = error_of(httpx2.Response(429, headers={"retry-after": odd}))
        assert isinstance(error, SendDelayed)
        assert error.retry_after is None


async def test_a_user_id_is_written_to_as_one(simulator: Simulator, account: Account) -> None:
    maya = simulator.person("447911123456", "Maya", user_id=MAYA, shows_number=False)
    maya.writes("Hello")
    sent = await ADAPTER.send(account, answer(MAYA))
    assert sent.address is None
    [accepted] = simulator.accepted
    assert accepted.body["recipient"] == MAYA
    assert "to" not in accepted.body


async def test_whoever_has_blocked_us_is_not_reached(
    simulator: Simulator, account: Account
) -> None:
    dewi = simulator.person(DEWI)
    dewi.writes("Halo")
    dewi.customer.has_blocked_us = True
    with pytest.raises(SendRefused) as refused:
        await ADAPTER.send(account, answer())
    assert refused.value.code == "131026"


async def test_a_wrong_phone_number_id_is_the_admins_matter(
    simulator: Simulator, account: Account
) -> None:
    simulator.person(DEWI).writes("Halo")
    account.settings.phone_number_id = "106540352242999"
    with pytest.raises(AccountBroken):
        await ADAPTER.send(account, answer())


async def test_the_number_is_told_as_whatsapp_writes_it(
    simulator: Simulator, account: Account
) -> None:
    simulator.person(DEWI).writes("Halo")
    assert (await ADAPTER.send(account, answer(f"+{DEWI}"))).address == DEWI
