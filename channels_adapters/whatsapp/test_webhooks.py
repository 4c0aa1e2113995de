"""What is proven about a webhook before anything of it is believed."""

from pathlib import Path

from channels_adapters.base import Account
from channels_adapters.whatsapp.adapter import ADAPTER
from channels_adapters.whatsapp.conftest import Hook
from channels_adapters.whatsapp.settings import WhatsAppSettings
from channels_adapters.whatsapp.signing import signature_of
from channels_adapters.whatsapp.simulator import Simulator

RAW = (Path(__file__).parent / "samples" / "text.json").read_bytes()


def account(**secrets: str) -> Account:
    settings = WhatsAppSettings(phone_number_id="106540352242922", waba_id="102290129340398")
    return Account("66a1f0c2e4b0a1b2c3d4e5f6", settings, secrets, "", None)  # type: ignore[arg-type]


def signed(secret: str, raw: bytes = RAW) -> dict[str, str]:
    return {"x-hub-signature-256": signature_of(raw, secret)}


def test_a_signature_is_over_the_bytes_as_they_came() -> None:
    assert ADAPTER.is_authentic(account(app_secret="s3cret"), RAW, signed("s3cret"))
    assert b"\\/" in RAW
    unescaped = RAW.replace(b"\\/", b"/")
    assert not ADAPTER.is_authentic(account(app_secret="s3cret"), unescaped, signed("s3cret"))


def test_without_header_or_secret_nothing_is_authentic() -> None:
    assert not ADAPTER.is_authentic(account(app_secret="s3cret"), RAW, {})
    assert not ADAPTER.is_authentic(account(), RAW, signed(""))
    assert not ADAPTER.is_authentic(account(app_secret=""), RAW, signed(""))
    for header in ("", "sha256=", "sha1=abc", "sha256=ä", signature_of(RAW, "s3cret")[7:]):
        headers = {"x-hub-signature-256": header}
        assert not ADAPTER.is_authentic(account(app_secret="s3cret"), RAW, headers)


def test_while_the_secret_is_replaced_both_are_accepted() -> None:
    both = account(app_secret="new", previous_app_secret="old")
    assert ADAPTER.is_authentic(both, RAW, signed("new"))
    assert ADAPTER.is_authentic(both, RAW, signed("old"))
    assert not ADAPTER.is_authentic(both, RAW, signed("older"))


def test_the_challenge_comes_back_only_for_the_right_token() -> None:
    asked = {
        "hub.mode": "subscribe",
        "hub.verify_token": "simpul-verify",
        "hub.challenge": "1158201444",
    }
    mine = account(verify_token="simpul-verify")
    assert ADAPTER.handshake(mine, asked) == "1158201444"
    assert ADAPTER.handshake(mine, asked | {"hub.verify_token": "guessed"}) is None
    assert ADAPTER.handshake(mine, asked | {"hub.mode": "unsubscribe"}) is None
    assert ADAPTER.handshake(account(), asked | {"hub.verify_token": ""}) is None
    assert ADAPTER.handshake(mine, {}) is None


def test_an_account_owns_its_number_and_its_business_account_only() -> None:
    assert ADAPTER.owns(account(), "106540352242922")
    assert ADAPTER.owns(account(), "102290129340398")
    assert not ADAPTER.owns(account(), "106540352242923")


async def test_what_is_not_answered_200_comes_again_until_it_is(
    simulator: Simulator, hook: Hook
) -> None:
    hook.answers = [503, 500]
    simulator.habits.retry_pauses = (0.01,)
    simulator.person("6281234567889").writes("Halo")
    await simulator.webhooks.settled()
    assert [call.answered for call in simulator.webhooks.calls] == [503, 500, 200]
    assert len({call.raw for call in simulator.webhooks.calls}) == 1


async def test_several_come_in_one_body_shuffled_and_more_than_once(
    simulator: Simulator, hook: Hook
) -> None:
    simulator.habits.held = True
    ids = {simulator.person("6281234567889").writes(f"Pesan {n}") for n in range(7)}
    simulator.habits.batch, simulator.habits.copies, simulator.habits.shuffled = 3, 2, True
    simulator.webhooks.release()
    await simulator.webhooks.settled()
    found = [each.channel_message_id for each in hook.envelopes if each.event == "message"]
    assert len(hook.bodies) == 6
    assert len(found) == 14
    assert set(found) == ids


async def test_a_wrong_secret_of_the_app_gets_nothing_in(simulator: Simulator, hook: Hook) -> None:
    simulator.number.app_secret = "another"
    simulator.habits.most_tries = 1
    simulator.person("6281234567889").writes("Halo")
    await simulator.webhooks.settled()
    assert hook.envelopes == []
    assert [call.answered for call in simulator.webhooks.calls] == [401]
