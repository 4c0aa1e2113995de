from datetime import timedelta

import jwt
import pytest

from hub.kit.clock import SettableClock
from hub.kit.tokens import Signer, TokenExpired, TokenInvalid, decode_jwt, hash_token, new_token

KEY = "k" * 32


@pytest.fixture
def signer(clock: SettableClock) -> Signer:
    return Signer(KEY, clock)


def test_tokens_are_long_and_differ() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 43 for token in tokens)
    assert hash_token("a") != hash_token("b")


def test_a_signature_fits_its_value_and_purpose_only(signer: Signer) -> None:
    signature = signer.sign("csrf", "session-1")
    assert signer.is_signed("csrf", "session-1", signature)
    assert not signer.is_signed("csrf", "session-2", signature)
    assert not signer.is_signed("attachment", "session-1", signature)
    assert not signer.is_signed("csrf", "session-1", "ünïcode\ud800")
    assert not Signer("l" * 32, SettableClock()).is_signed("csrf", "session-1", signature)


def test_a_signature_with_an_end_ends(signer: Signer, clock: SettableClock) -> None:
    signed = signer.sign_until("attachment", "a1", timedelta(minutes=5))
    signer.check_until("attachment", "a1", signed)
    clock.advance(299)
    signer.check_until("attachment", "a1", signed)
    clock.advance(1)
    with pytest.raises(TokenExpired):
        signer.check_until("attachment", "a1", signed)


@pytest.mark.parametrize("forged", ["", ".", "x.y", "99999999999.abc", "9" * 5000 + ".x", "²."])
def test_a_forged_end_is_refused(signer: Signer, forged: str) -> None:
    with pytest.raises(TokenInvalid):
        signer.check_until("attachment", "a1", forged)


def test_the_end_of_a_signature_cannot_be_moved(signer: Signer) -> None:
    until, _, signature = signer.sign_until("attachment", "a1", timedelta(minutes=5)).partition(".")
    with pytest.raises(TokenInvalid):
        signer.check_until("attachment", "a1", f"{int(until) + 60}.{signature}")


def test_claims_come_back_until_they_expire(signer: Signer, clock: SettableClock) -> None:
    token = signer.encode("visitor", {"sub": "i1"}, expires_at=clock.now() + timedelta(hours=1))
    assert signer.decode("visitor", token)["sub"] == "i1"
    clock.advance(3600)
    with pytest.raises(TokenExpired):
        signer.decode("visitor", token)


@pytest.mark.parametrize("broken", ["", "a.b.c", "ü", "a" * 10_000])
def test_a_broken_token_is_refused(signer: Signer, broken: str) -> None:
    with pytest.raises(TokenInvalid):
        signer.decode("visitor", broken)


def test_a_token_for_another_purpose_is_refused(signer: Signer) -> None:
    with pytest.raises(TokenInvalid):
        signer.decode("portal", signer.encode("visitor", {"sub": "i1"}))


def test_an_unsigned_token_is_refused(clock: SettableClock) -> None:
    unsigned = jwt.encode({"sub": "i1"}, "", algorithm="none")
    with pytest.raises(TokenInvalid):
        decode_jwt(unsigned, KEY, clock)


def test_an_end_that_is_no_number_is_refused(clock: SettableClock) -> None:
    token = jwt.api_jws.encode(b'{"exp": "never"}', KEY, algorithm="HS256")
    with pytest.raises(TokenInvalid):
        decode_jwt(token, KEY, clock)
