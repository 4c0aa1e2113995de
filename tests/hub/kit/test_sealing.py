"""Sealed secrets open with their key and for their owner alone."""

import pytest

from hub.kit.sealing import SealBroken, seal, unseal

KEY = b"k" * 32
SECRETS = {"token": "EAAG-7742", "app_secret": "ö \x00 \n"}


def test_what_is_sealed_opens_again() -> None:
    assert unseal(KEY, seal(KEY, SECRETS, "channel-1"), "channel-1") == SECRETS
    assert unseal(KEY, "", "channel-1") == {}


def test_no_secret_can_be_read_and_no_two_seals_are_alike() -> None:
    first, second = (seal(KEY, SECRETS, "channel-1") for _ in range(2))

    assert "7742" not in first
    assert first != second


@pytest.mark.parametrize("sealed", ["AAAA", "not base64 at all", "x" * 200])
def test_rubbish_is_refused(sealed: str) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, sealed, "channel-1")


def test_another_key_or_owner_or_a_changed_byte_is_refused() -> None:
    sealed = seal(KEY, SECRETS, "channel-1")

    for key, text, owner in (
        (b"j" * 32, sealed, "channel-1"),
        (KEY, sealed, "channel-2"),
        (KEY, sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:], "channel-1"),
    ):
        with pytest.raises(SealBroken):
            unseal(key, text, owner)
