"""A port for a program that must be told where to listen, before it does."""

import socket
from contextlib import ExitStack

import pytest

from channels_adapters.kit import ports
from channels_adapters.kit.ports import free_ports
from hub.kit.child_process import free_port


def test_nobody_who_asks_for_any_port_is_given_one_of_those() -> None:
    with ExitStack() as held:
        for _ in range(500):
            any_port = held.enter_context(socket.create_server(("127.0.0.1", 0)))
            assert any_port.getsockname()[1] not in ports.PORTS
    assert free_port() in ports.PORTS


def test_one_that_is_taken_is_not_chosen_and_several_differ(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = sorted(free_ports(3))
    monkeypatch.setattr(ports, "PORTS", few)
    with socket.create_server(("127.0.0.1", few[0])):
        assert {free_port() for _ in range(30)} <= set(few[1:])
        assert sorted(free_ports(2)) == few[1:]
