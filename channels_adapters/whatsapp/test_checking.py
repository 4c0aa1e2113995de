"""The verdict about a number, line by line, and what is said to Meta when it is switched on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from channels_adapters.base import Account, AccountBroken, CheckStep, SendDelayed
from channels_adapters.whatsapp.adapter import ADAPTER
from channels_adapters.whatsapp.conftest import HUB_URL, Hook
from channels_adapters.whatsapp.simulator import Simulator
from models.words import Language


def wrong(steps: list[CheckStep]) -> list[str]:
    for step in steps:
        assert set(step.titles) == set(Language)
        assert bool(step.remedy) is not step.well
    return [step.name for step in steps if not step.well]


async def test_a_number_that_is_well_connected(simulator: Simulator, account: Account) -> None:
    simulator.number.is_subscribed = True
    steps = await ADAPTER.check(account)
    assert wrong(steps) == []
    assert [step.name for step in steps] == [
        *("reachable", "token", "lasting", "permissions"),
        *("secret", "number", "account", "sending", "subscribed"),
    ]
    [number] = [step for step in steps if step.name == "number"]
    assert number.detail == "622150001234, Paketara"


async def test_a_token_of_a_day_is_valid_but_does_not_last(
    simulator: Simulator, account: Account
) -> None:
    simulator.number.is_subscribed = True
    simulator.number.token_ends_at = simulator.clock.now() + timedelta(hours=23)
    assert wrong(await ADAPTER.check(account)) == ["lasting"]
    simulator.clock.jump(24 * 3600)
    assert wrong(await ADAPTER.check(account)) == ["token"]


async def test_each_mistake_is_named(simulator: Simulator, account: Account) -> None:
    simulator.number.is_subscribed = True
    another = replace(account, secrets={**account.secrets, "app_secret": "of-another-app"})
    assert wrong(await ADAPTER.check(another)) == ["secret"]
    without = replace(account, secrets={**account.secrets, "access_token": ""})
    assert wrong(await ADAPTER.check(without)) == ["token"]
    settings = account.settings.model_copy(update={"phone_number_id": "106540352242999"})
    assert wrong(await ADAPTER.check(replace(account, settings=settings))) == [
        *("secret", "number", "account", "sending")
    ]
    settings = account.settings.model_copy(update={"waba_id": "102290129340999"})
    assert wrong(await ADAPTER.check(replace(account, settings=settings))) == [
        *("account", "subscribed")
    ]
    simulator.number.is_verified = False
    assert wrong(await ADAPTER.check(account)) == ["number"]


async def test_nobody_listens_or_something_else_does(
    simulator: Simulator, account: Account
) -> None:
    assert wrong(await ADAPTER.check(account)) == ["subscribed"]
    simulator.number.is_subscribed = True
    simulator.number.webhook_url = "https://elsewhere.example/hook"
    assert wrong(await ADAPTER.check(account)) == ["subscribed"]
    simulator.number.webhook_url = HUB_URL
    assert wrong(await ADAPTER.check(account)) == []


async def test_an_address_where_nobody_is_or_that_is_down(
    simulator: Simulator, account: Account
) -> None:
    settings = account.settings.model_copy(update={"api_base": "http://127.0.0.1:9"})
    assert wrong(await ADAPTER.check(replace(account, settings=settings))) == ["reachable"]
    simulator.graph.is_down = True
    assert wrong(await ADAPTER.check(account)) == ["reachable"]


async def test_switched_on_the_account_is_subscribed(
    simulator: Simulator, account: Account
) -> None:
    await ADAPTER.connect(account)
    assert simulator.number.is_subscribed
    await ADAPTER.disconnect(account)
    assert simulator.number.is_subscribed


async def test_meta_is_asked_to_call_this_very_address(
    simulator: Simulator, account: Account, hook: Hook
) -> None:
    simulator.number.is_subscribed, simulator.number.webhook_url = False, None
    await ADAPTER.connect(replace(account, webhook_url=hook.url))
    assert simulator.number.webhook_url == hook.url
    simulator.number.is_subscribed, simulator.number.webhook_url = False, None
    await ADAPTER.connect(replace(account, webhook_url="http://127.0.0.1:9/closed"))
    assert simulator.number.is_subscribed
    assert simulator.number.webhook_url is None


async def test_what_stands_in_the_way_is_told(simulator: Simulator, account: Account) -> None:
    simulator.number.access_token = "another"
    with pytest.raises(AccountBroken):
        await ADAPTER.connect(account)
    simulator.graph.is_down = True
    with pytest.raises(SendDelayed):
        await ADAPTER.connect(account)
