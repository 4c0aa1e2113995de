"""From which network somebody writes, and whose word on it counts."""

import pytest

from hub.rules.networks import network_of


def test_an_address_of_the_old_kind_is_a_network_of_its_own() -> None:
    assert network_of("198.51.100.9", {}) == "198.51.100.9"
    assert network_of("::ffff:198.51.100.9", {}) == "198.51.100.9"


def test_of_the_new_kind_it_is_what_a_household_has() -> None:
    home = network_of("2001:db8:1:2:aaaa::1", {})
    assert home == "2001:db8:1:2::/64"
    assert network_of("2001:db8:1:2:ffff:ffff:ffff:ffff", {}) == home
    assert network_of("2001:db8:1:3::1", {}) != home
    assert network_of("fe80::1%eth0", {}) == "fe80::/64"


@pytest.mark.parametrize("address", ["", "unix:", "nobody", "1.2.3", "198.51.100.9:80"])
def test_what_is_no_address_has_no_network(address: str) -> None:
    assert network_of(address, {}) is None


def test_behind_a_proxy_that_is_not_trusted_nobody_has_one() -> None:
    """All visitors would share it."""
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert network_of("10.0.0.5", {name.lower(): "198.51.100.9"}) is None


def test_what_a_trusted_proxy_says_counts_also_inside_a_house() -> None:
    assert network_of("10.0.7.7", {"x-forwarded-for": "1.1.1.1, 10.0.7.7"}) == "10.0.7.7"


def test_a_port_in_what_it_says_is_no_part_of_the_address() -> None:
    assert network_of("10.0.7.7", {"x-forwarded-for": "10.0.7.7:4711"}) == "10.0.7.7"
    said = {"x-forwarded-for": "[fd00:1:2:3::9]:4711"}
    assert network_of("fd00:1:2:3::9", said) == "fd00:1:2:3::/64"


def test_who_comes_by_himself_gains_nothing_by_claiming_a_proxy() -> None:
    assert network_of("8.8.4.4", {"x-forwarded-for": "1.1.1.1"}) == "8.8.4.4"
