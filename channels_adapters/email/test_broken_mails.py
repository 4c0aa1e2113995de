"""No mail stops a mailbox: whatever the bytes are, they are read, and what is read can be stored."""

import time

import bson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels_adapters.email.adapter import ADAPTER
from channels_adapters.email.broken_mails import BREAKS, broken, mutated
from channels_adapters.email.heads import mended
from channels_adapters.email.raw_bodies import BODIES
from channels_adapters.email.settings import EmailSettings
from channels_adapters.email.test_normalising import SAMPLES
from models.envelopes import MessageEnvelope

SETTINGS = EmailSettings(address="help@kirim.example", smtp_host="smtp.kirim.example")
MANY = 250
HEAD = b"To: help@kirim.example\r\nMessage-ID: <f1@x.example>\r\n"


def read(raw: bytes) -> None:
    """Reads it, and stores it as MongoDB would."""
    for given_settings in (SETTINGS, None):
        [found] = ADAPTER.normalise(raw, given_settings)
        bson.encode(found.model_dump(mode="json"))


@pytest.mark.parametrize("number", range(len(BREAKS)), ids=list(BREAKS))
def test_a_mail_broken_in_one_way_is_read_and_in_time(number: int) -> None:
    began = time.process_time()
    read(broken(number))
    assert time.process_time() - began < 5


def test_what_is_broken_at_random_is_read() -> None:
    for number in range(len(BREAKS), MANY):
        read(broken(number))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=2000))
def test_any_bytes_are_read(raw: bytes) -> None:
    read(raw)


WHOLE = [path.read_bytes() for path in sorted(SAMPLES.glob("*.eml"))]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(WHOLE), st.integers(0, 2000), st.integers(0, 60), st.binary(max_size=12))
def test_a_sample_with_a_piece_replaced_is_read(raw: bytes, at: int, cut: int, put: bytes) -> None:
    at %= len(raw)
    read(raw[:at] + put + raw[at + cut :])


NAMES = (
    *("From", "To", "Subject", "Date", "Message-ID", "References", "Content-Type", "Reply-To"),
    *("Content-Disposition", "Content-Transfer-Encoding", "Content-ID", "Auto-Submitted"),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(NAMES),
    st.text(alphabet="<>()\"'@,;:=?*%/\\ \t[]aZ9é\x00utf-8QB_\r\n", max_size=80),
)
def test_any_header_is_read(name: str, value: str) -> None:
    read(f"{name}: {value}\r\n\r\nHalo".encode())


ALL = [
    *WHOLE,
    *(broken(number) for number in range(10)),
    *(HEAD + raw for raw, _ in BODIES.values()),
]
MUTATIONS = 300
LONGEST = 1.0
"""Seconds of work that one mail may cost."""


def test_of_what_is_mixed_and_spoilt_all_is_read_in_time_and_nothing_is_lost_in_silence() -> None:
    for number in range(MUTATIONS):
        raw = mutated(ALL, number)
        began = time.process_time()
        [found] = ADAPTER.normalise(raw, SETTINGS)
        assert time.process_time() - began < LONGEST, number
        bson.encode(found.model_dump(mode="json"))
        if isinstance(found, MessageEnvelope) and not found.is_bounce:
            below = mended(raw).partition(b"\r\n\r\n")[2]
            seen = found.text or found.html or found.attachments
            assert seen or not below.strip(b"\r\n \t\x00"), number


REPEATED = (
    b"=?",
    b"\xff\xfe",
    b"a",
    b"<a",
    b"<a b=c ",
    b"a@b, ",
    b",",
    b"; a=b",
    b"> ",
    b"&",
    b"=ybegin name=a\n",
)


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize(
    "before",
    [
        b"From: ",
        b"Subject: ",
        b"Date: ",
        b"Content-Type: ",
        b"\r\n",
        b"Content-Type: text/html\r\n\r\n",
    ],
)
def test_one_thing_a_thousand_times_takes_no_time(before: bytes, piece: bytes) -> None:
    many = piece * (60_000 // len(piece))
    began = time.process_time()
    read(HEAD + before + (many if before.endswith(b"\n") else many.replace(b"\n", b" ")))
    assert time.process_time() - began < 3
