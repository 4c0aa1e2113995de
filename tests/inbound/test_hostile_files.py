"""Files of customers that are not what they are said to be, or never come."""

import pytest

from hub.flows import fetch_files
from hub.kit.clock import SettableClock
from models.documents import Attachment, Message
from models.words import AttachmentKind, FileState
from tests import made_files as made
from tests.inbound.conftest import Line

DEWI = "6281234567890"
PROGRAM = b"MZ\x90\0\x03\0\0\0" + bytes(200)


async def test_what_a_file_is_said_to_be_decides_nothing(line: Line) -> None:
    dewi = line.meta.person(DEWI, "Dewi")
    for kind, content, mime, name in (
        ("image", made.HTML, "image/jpeg", None),
        ("document", PROGRAM, "application/pdf", "faktur.pdf"),
        ("document", made.pdf(), "application/pdf", "faktur.pdf.exe"),
        ("document", made.jpeg(), "application/pdf", "foto.pdf"),
        ("document", b"", "text/plain", "kosong.txt"),
        ("audio", made.amr(), "audio/amr", None),
        ("audio", made.ogg(), "audio/ogg; codecs=opus", None),
    ):
        # One after the other: of those that are told at once any may come first.
        dewi.sends_file(kind, content, mime, name=name)
        await line.settled()
    await line.fetch()

    messages = await line.messages()
    failed = [one.remote_files for one in messages if one.remote_files]
    assert [file.state for [file] in failed] == [FileState.FAILED] * 3
    assert [(file.error or "")[:20] for [file] in failed] == [
        *("This type of file is", "This type of file is", "This file is empty.")
    ]
    kept = [file for one in messages for file in one.attachments]
    assert [(file.name, file.mime, file.kind) for file in kept] == [
        ("faktur.pdf", "application/pdf", AttachmentKind.DOCUMENT),
        ("foto.jpg", "image/jpeg", AttachmentKind.IMAGE),
        ("audio.amr", "audio/amr", AttachmentKind.AUDIO),
        ("audio.ogg", "audio/ogg", AttachmentKind.AUDIO),
    ]


async def test_a_file_that_drips_is_let_go_and_asked_for_later(
    line: Line, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_files, "PATIENCE_SECONDS", 0.3)
    line.meta.graph.seconds_a_byte = 0.02
    line.meta.person(DEWI, "Dewi").sends_file("image", made.png() + made.noise(500), "image/png")
    await line.settled()
    await line.fetch()
    [file] = (await line.only_message()).remote_files
    assert file.state is FileState.FETCHING
    assert await line.hub.store.count(Attachment, {}) == 0

    line.meta.graph.seconds_a_byte = 0.0
    clock.advance(300)
    await line.fetch()
    assert len((await line.only_message()).attachments) == 1


async def test_a_file_behind_another_address_is_not_fetched_from_there(line: Line) -> None:
    line.meta.graph.sends_on_to = "http://169.254.169.254/latest/meta-data/"
    line.meta.person(DEWI, "Dewi").sends_file("image", made.png(), "image/png")
    await line.settled()
    await line.fetch()
    [file] = (await line.only_message()).remote_files
    assert file.state is FileState.FAILED
    assert "not followed" in (file.error or "")
    assert await line.hub.store.count(Message, {}) == 1
