"""Ports of the loopback for programs that must be told where to listen, before they do."""

import random
import socket
from contextlib import ExitStack, suppress

HOST = "127.0.0.1"

PORTS = range(20_000, 32_000)
"""Below those that a kernel gives to whoever asks for none in particular, so that nobody gets one of ours by
chance between our look and its use, or while what uses it is being started again.
"""
TRIES = 50

DICE = random.SystemRandom()


def free_ports(count: int) -> list[int]:
    """So many different ones that are free at this moment; another program may still take them."""
    with ExitStack() as held:
        return [_held(held) for _ in range(count)]


def _held(stack: ExitStack) -> int:
    for _ in range(TRIES):
        port = DICE.choice(PORTS)
        with suppress(OSError):
            stack.enter_context(socket.create_server((HOST, port)))
            return port
    given: int = stack.enter_context(socket.create_server((HOST, 0))).getsockname()[1]
    return given
