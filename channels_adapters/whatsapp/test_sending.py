"""Answers through the stand-in and their statuses back."""

from dataclasses import replace

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from channels_adapters.base import (
    Account,
    AccountBroken,
    SendDelayed,
    SendRefused,
    SendUncertain,
)
from channels_adapters.kit.serving import served
from channels_adapters.whatsapp.adapter import ADAPTER
from channels_adapters.whatsapp.conftest import Hook, account_of
from channels_adapters.whatsapp.simulator import Fault, Simulator
from models.envelopes import MessageEnvelope, Outgoing, StatusEnvelope

DEWI = "6281234567889"
MESSAGE = "66a1f0c2e4b0a1b2c3d4e5f7"


def answer(text: str = "Baik, kami periksa.", **more: object) -> Outgoing:
    values: dict[str, object] = {"message_id": MESSAGE, "address": DEWI, "text": text}
    return Outgoing(**(values | more))  # type: ignore[arg-type]


async def test_an_answer_in_a_group_goes_to_the_group(account: Account) -> None:
    """Its id is no number and no user id of one of its people."""
    bodies: list[dict[str, object]] = []

    async def messages(request: Request) -> Response:
        bodies.append(await request.json())
        return JSONResponse({"messaging_product": "whatsapp", "messages": [{"id": "wamid.OUT"}]})

    app = Starlette(routes=[Route("/{path:path}", messages, methods=["POST"])])
    async with served(app) as url:
        settings = account.settings.model_copy(update={"api_base": url})
        group = answer(address="Y2FwaV9ncm91cDox", chat_id="Y2FwaV9ncm91cDox", reply_to="wamid.IN")
        sent = await ADAPTER.send(replace(account, settings=settings), group)

    [body] = bodies
    assert (body["recipient_type"], body["to"]) == ("group", "Y2FwaV9ncm91cDox")
    assert body["context"] == {"message_id": "wamid.IN"}
    assert "recipient" not in body
    assert (sent.external_id, sent.address) == ("wamid.OUT", None)


async def test_a_customer_writes_and_is_answered(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    dewi = simulator.person(DEWI, "Dewi Lestari")
    asked = dewi.writes("Halo, paket saya di mana?")
    await simulator.webhooks.settled()

    [message] = hook.envelopes
    assert isinstance(message, MessageEnvelope)
    assert (message.text, message.channel_message_id) == ("Halo, paket saya di mana?", asked)
    assert (message.sender_id, message.sender_phone) == (DEWI, f"+{DEWI}")

    sent = await ADAPTER.send(account, answer(reply_to=asked))
    await simulator.webhooks.settled()

    statuses = [each for each in hook.envelopes if isinstance(each, StatusEnvelope)]
    assert {each.status for each in statuses} == {"sent", "delivered"}
    assert {each.target_message_id for each in statuses} == {sent.external_id}
    assert {each.correlation_id for each in statuses} == {MESSAGE}
    assert dewi.customer.chat[-1].quoted_id == asked
    assert simulator.times_accepted(MESSAGE) == 1


async def test_outside_the_window_free_text_is_refused_at_once(
    simulator: Simulator, account: Account
) -> None:
    simulator.person(DEWI).writes("Halo")
    simulator.clock.jump(24 * 3600 + 1)
    with pytest.raises(SendRefused) as refused:
        await ADAPTER.send(account, answer())
    assert refused.value.code == "window_closed"
    assert simulator.times_accepted(MESSAGE) == 0


async def test_or_it_is_taken_and_fails_later(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    simulator.person(DEWI).writes("Halo")
    simulator.clock.jump(24 * 3600 + 1)
    simulator.sending.refuses_late = True
    sent = await ADAPTER.send(account, answer())
    await simulator.webhooks.settled()
    [failed] = [each for each in hook.envelopes if isinstance(each, StatusEnvelope)]
    assert (failed.target_message_id, failed.status) == (sent.external_id, "failed")
    assert failed.error_code == "131047"


async def test_an_answer_that_is_lost_leaves_it_uncertain(
    simulator: Simulator, account: Account
) -> None:
    simulator.person(DEWI).writes("Halo")
    simulator.faults.plan(Fault.ANSWER_LOST)
    with pytest.raises(SendUncertain):
        await ADAPTER.send(account, answer())
    assert simulator.times_accepted(MESSAGE) == 1


async def test_so_does_one_that_takes_too_long(simulator: Simulator, address: str) -> None:
    simulator.person(DEWI).writes("Halo")
    simulator.faults.plan(Fault.SLOW, seconds=0.5)
    async with httpx2.AsyncClient(timeout=httpx2.Timeout(5, read=0.1)) as http:
        account = account_of(simulator, address, http)
        with pytest.raises(SendUncertain):
            await ADAPTER.send(account, answer())


async def test_nobody_at_the_address_means_that_nothing_was_sent(
    simulator: Simulator, account: Account
) -> None:
    async with httpx2.AsyncClient(timeout=5) as http:
        nowhere = account_of(simulator, "http://127.0.0.1:9", http)
        with pytest.raises(SendDelayed) as delayed:
            await ADAPTER.send(nowhere, answer())
    assert delayed.value.whole_channel


async def test_a_revoked_token_breaks_the_account(simulator: Simulator, account: Account) -> None:
    simulator.person(DEWI).writes("Halo")
    simulator.number.access_token = "another"
    with pytest.raises(AccountBroken) as broken:
        await ADAPTER.send(account, answer())
    assert broken.value.code == "190"
