"""What the server says around the beginning of an IDLE is heard, whenever it comes."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator

import pytest

from channels_adapters.email.dovecot import PASSWORD, Dovecot
from channels_adapters.email.mailbox import ImapServer, Mailbox
from channels_adapters.email.taken import letter

LONG = 10.0
"""Seconds of an IDLE in which nothing is heard; far from those that a quick answer takes."""


@contextlib.contextmanager
def opened(port: int, tls: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    security = "tls" if tls else "none"
    server = ImapServer("localhost", port, security, "help@kirim.example", PASSWORD, tls=tls)
    mailbox = Mailbox(server)
    mailbox.connect()
    try:
        mailbox.open("INBOX")
        yield mailbox
    finally:
        mailbox.close()


def seconds_of_waiting(mailbox: Mailbox) -> float:
    began = time.monotonic()
    mailbox.wait(LONG)
    return time.monotonic() - began


def test_what_comes_between_a_look_and_the_idle_is_heard_at_once(box: Dovecot) -> None:
    with opened(box.imap) as mailbox:
        # What opening the folder told is used up.
        mailbox.wait(0.1)
        assert mailbox.uids_after(0) == []
        box.put(letter(1))
        # Dovecot tells it in one piece with its consent.
        assert seconds_of_waiting(mailbox) < LONG / 2
        assert mailbox.uids_after(0) == [1]


def test_what_comes_during_the_idle_is_heard_at_once(box: Dovecot) -> None:
    with opened(box.imap) as mailbox:
        mailbox.wait(0.1)
        later = threading.Timer(0.3, box.put, [letter(1)])
        later.start()
        assert seconds_of_waiting(mailbox) < LONG / 2
        # What ended the wait is that it is there.
        assert mailbox.uids_after(0) == [1]
        later.join()


def test_an_idle_in_which_nothing_comes_ends_by_itself(box: Dovecot) -> None:
    with opened(box.imap) as mailbox:
        mailbox.wait(0.1)
        began = time.monotonic()
        mailbox.wait(0.5)
        assert 0.4 < time.monotonic() - began < LONG / 2
        assert mailbox.uids_after(0) == []


@pytest.mark.parametrize("encrypted", [False, True])
@pytest.mark.parametrize(
    "consent",
    [
        [b"* 1 RECENT\r\n* 7 EXISTS\r\n", b"+ IDLE accepted, awaiting DONE command.\r\n"],
        [b"* 7 EXISTS\r\n+ idling\r\n"],
        [b"+ idling\r\n* 7 EXISTS\r\n"],
        [b"+ idling\r\n* 7 FETCH (FLAGS (\\Seen))\r\n"],
        [b"+ idling\r\n", b"* 7 EXISTS\r\n"],
    ],
)
def test_in_whatever_order_a_server_says_it(
    consent: list[bytes], encrypted: bool, secure: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    server, client = secure if encrypted else (None, None)
    with serving(consent, server) as port, opened(port, client) as mailbox:
        assert seconds_of_waiting(mailbox) < LONG / 2
        # The line is still in order.
        assert mailbox.uids_after(0) == [7]


def test_an_idle_that_the_server_refuses_ends_the_connection() -> None:
    with (
        serving([b"{tag} NO not now\r\n"]) as port,
        opened(port) as mailbox,
        pytest.raises(ConnectionError),
    ):
        mailbox.wait(LONG)


@contextlib.contextmanager
def serving(consent: list[bytes], tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server with one folder, which says these pieces when it is asked to IDLE. Outlook's first one
    tells what is new before it consents."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_serve, args=(listening, consent, tls))
        thread.start()
        yield listening.getsockname()[1]
    thread.join(10)


def _serve(listening: socket.socket, consent: list[bytes], tls: ssl.SSLContext | None) -> None:
    line, _ = listening.accept()
    line = tls.wrap_socket(line, server_side=True) if tls else line
    with line:
        line.sendall(b"* OK [CAPABILITY IMAP4rev1 IDLE] here\r\n")
        tag = b""
        for said in line.makefile("rb"):
            first, _, rest = said.strip().partition(b" ")
            tag = tag if first == b"DONE" else first
            if rest.upper() == b"IDLE":
                for piece in consent:
                    line.sendall(piece.replace(b"{tag}", tag))
                    time.sleep(0.1)
            else:
                line.sendall(_answer(rest.upper()) + tag + b" OK done\r\n")


def _answer(command: bytes) -> bytes:
    if command.startswith(b"CAPABILITY"):
        return b"* CAPABILITY IMAP4rev1 IDLE\r\n"
    if command.startswith(b"EXAMINE"):
        return b"* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 8]\r\n"
    return b"* SEARCH 7\r\n" if b"SEARCH" in command else b""
