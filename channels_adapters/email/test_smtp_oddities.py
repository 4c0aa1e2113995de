"""Mail servers that speak as some really do: odd, late, half, or not at all any more.

A server here is a script: what it says to each command, over a real socket.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from channels_adapters.base import (
    AccountBroken,
    ChannelError,
    SendDelayed,
    SendRefused,
    SendUncertain,
)
from channels_adapters.email import smtp_sending
from channels_adapters.email.smtp_sending import SmtpServer, hand_over
from channels_adapters.email.test_smtp_sending import mail

HANGS_UP, SILENT = "hangs up", "silent"

USUAL = {
    "banner": "220 odd.example ready",
    "EHLO": "250-odd.example\r\n250-8BITMIME\r\n250 SIZE 1000000",
    "HELO": "250 odd.example",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 go on",
    ".": "250 2.0.0 queued",
    "QUIT": "221 bye",
    "AUTH": "235 2.7.0 welcome",
    "STARTTLS": "220 ready",
}


@dataclass
class Script:
    """``says`` by command, in turn when it is a list; ``.`` is the end of a message."""

    says: dict[str, str | list[str]] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    mails: int = 0
    port: int = 0

    def _next(self, verb: str) -> str:
        told = self.says.get(verb, USUAL.get(verb, "500 5.5.1 what?"))
        if isinstance(told, list):
            return told.pop(0) if len(told) > 1 else told[0]
        return told

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if not await self._say("banner", writer):
                return
            while line := await reader.readline():
                self.heard.append(line.decode().strip())
                verb = self.heard[-1].partition(" ")[0].upper()
                if not await self._say(verb, writer):
                    return
                if verb == "DATA" and self._began:
                    await reader.readuntil(b"\r\n.\r\n")
                    self.mails += 1
                    if not await self._say(".", writer):
                        return
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async def _say(self, verb: str, writer: asyncio.StreamWriter) -> bool:
        told = self._next(verb)
        self._began = told.startswith("354")
        if told == HANGS_UP:
            return False
        if told == SILENT:
            await asyncio.sleep(5)
            return False
        writer.write(f"{told}\r\n".encode())
        await writer.drain()
        return not told.startswith("421")


@asynccontextmanager
async def speaking(**says: str | list[str]) -> AsyncIterator[Script]:
    """``banner``, or a command; ``end`` is what is said to the whole message."""
    named: dict[str, str | list[str]] = {
        {"end": ".", "banner": "banner"}.get(name, name): told for name, told in says.items()
    }
    script = Script(named)
    server = await asyncio.start_server(script.talk, "127.0.0.1", 0)
    script.port = server.sockets[0].getsockname()[1]
    try:
        yield script
    finally:
        server.close()


def at(script: Script, security: str = "none", user: str = "", password: str = "") -> SmtpServer:
    return SmtpServer("127.0.0.1", script.port, security, user, password)


async def told_by(script: Script, *to: str, **more: str) -> ChannelError | None:
    try:
        await hand_over(at(script, **more), mail(*to))
    except ChannelError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("says", "kind", "code", "whole"),
    [
        # Answers of several lines count as a whole, by the code of all of them.
        ({"RCPT": "550-5.1.1 The account\r\n550-5.1.1 does not\r\n550 5.1.1 exist"}, SendRefused, "5.1.1", None),
        ({"RCPT": "451-4.7.1 Greylisted\r\n451 4.7.1 come back in 300 s"}, SendDelayed, "451", False),
        ({"end": "554-5.7.1 [spam]\r\n554 5.7.1 see https://x.example"}, SendRefused, "5.7.1", None),
        ({"end": "451-4.3.2 busy\r\n451 4.3.2 later"}, SendDelayed, "451", False),
        ({"RCPT": "550 5.5.3 RESOLVER.ADR.RecipLimit"}, SendRefused, "too_many_recipients", None),
        # The server goes away in the middle: nothing was taken, and nobody else fares better.
        ({"banner": "421 4.3.2 too many connections"}, SendDelayed, "smtp_421", True),
        ({"EHLO": "421 4.3.2 going down"}, SendDelayed, "smtp_421", True),
        ({"MAIL": "421 4.3.2 going down"}, SendDelayed, "421", True),
        ({"RCPT": "421 4.3.2 going down"}, SendDelayed, "connection_lost", True),
        ({"RCPT": ["250 OK", "421 4.3.2 going down"]}, SendDelayed, "421", True),
        ({"DATA": "421 4.3.2 going down"}, SendDelayed, "421", True),
        # It had not said to go on, so it has nothing of the message.
        ({"DATA": HANGS_UP}, SendDelayed, "connection_lost", True),
        ({"DATA": SILENT}, SendDelayed, "connection_lost", True),
        ({"DATA": "250 OK"}, SendDelayed, "250", False),
        ({"DATA": "451 4.3.0 not now"}, SendDelayed, "451", False),
        ({"DATA": "554 5.7.1 no valid recipients"}, SendRefused, "5.7.1", None),
        ({"end": "421 4.3.2 not stored"}, SendDelayed, "421", True),
        ({"MAIL": HANGS_UP}, SendDelayed, "connection_lost", True),
        ({"RCPT": ["250 OK", HANGS_UP]}, SendDelayed, "connection_lost", True),
        # Too large, said in three places.
        ({"EHLO": "250-odd.example\r\n250 SIZE 10"}, SendRefused, "too_large", None),
        ({"MAIL": "552 5.3.4 too large"}, SendRefused, "too_large", None),
        ({"end": "552 5.3.4 too large"}, SendRefused, "too_large", None),
        # Nobody knows: it must not be sent again by itself.
        ({"end": HANGS_UP}, SendUncertain, "answer_lost", None),
        ({"end": SILENT}, SendUncertain, "answer_lost", None),
        ({"end": "what a nice mail"}, SendUncertain, "answer_lost", None),
        ({"end": "354 go on"}, SendUncertain, "strange_answer", None),
        ({"end": "251 forwarded"}, SendUncertain, "strange_answer", None),
        # An admin has to act.
        ({"banner": "554 5.7.1 you are listed"}, AccountBroken, "server_refuses", None),
        ({"MAIL": "553 5.7.1 not your address"}, AccountBroken, "sender_refused", None),
    ],
)  # fmt: skip
async def test_what_it_says_and_what_that_means(
    monkeypatch: pytest.MonkeyPatch,
    says: dict[str, str | list[str]],
    kind: type[ChannelError],
    code: str,
    whole: bool | None,
) -> None:
    # Only of who says nothing is it soon enough that he does not.
    if says.get("end") == SILENT:
        monkeypatch.setattr(smtp_sending, "DATA_SECONDS", 0.5)
    elif SILENT in says.values():
        monkeypatch.setattr(smtp_sending, "ANSWER_SECONDS", 0.5)
    async with speaking(
        **{name: list(v) if isinstance(v, list) else v for name, v in says.items()}
    ) as script:
        error = await told_by(script, "ani@x.example", "budi@x.example")
    assert type(error) is kind, error
    assert error.code == code
    if whole is not None:
        assert getattr(error, "whole_channel", None) is whole
    if kind is not SendUncertain and "end" not in says:
        assert script.mails == 0


@pytest.mark.parametrize(
    "later",
    [
        "451 4.7.1 Greylisted",
        "450 4.2.0 try again",
        "452 4.2.2 full",
        "452 4.5.3 Too many recipients",
        # The same with a code that elsewhere means never.
        "550 5.5.3 RESOLVER.ADR.RecipLimit",
    ],
)
async def test_who_is_put_off_while_others_are_taken_is_named_and_the_others_get_it(
    later: str,
) -> None:
    async with speaking(RCPT=["250 OK", later]) as script:
        handed = await hand_over(at(script), mail("ani@x.example", "budi@x.example"))
    assert script.mails == 1
    assert (handed.refused, set(handed.deferred)) == ({}, {"budi@x.example"})


async def test_what_is_forwarded_or_not_verified_is_taken() -> None:
    async with speaking(RCPT=["251 will forward", "252 cannot verify, will try"]) as script:
        assert await told_by(script, "ani@x.example", "budi@x.example") is None
    assert script.mails == 1


async def test_a_server_that_knows_no_ehlo_takes_mail_too() -> None:
    async with speaking(EHLO="502 5.5.1 what?") as script:
        assert await told_by(script, "ani@x.example") is None
    assert (script.mails, "size=" in str(script.heard).lower()) == (1, False)


async def test_encryption_that_was_stripped_on_the_way_is_not_done_without() -> None:
    async with speaking() as script:
        error = await told_by(script, security="starttls", user="help", password="rahasia")
    assert isinstance(error, AccountBroken)
    assert error.code == "not_supported"
    assert not any(line.startswith(("AUTH", "MAIL")) for line in script.heard)


@pytest.mark.parametrize("answer", ["454 4.7.0 TLS not available", "220 ready\r\n250 injected"])
async def test_encryption_that_fails_half_way_sends_no_password(answer: str) -> None:
    ehlo = "250-odd.example\r\n250-AUTH PLAIN\r\n250 STARTTLS"
    async with speaking(EHLO=ehlo, STARTTLS=[answer, HANGS_UP]) as script:
        task = asyncio.create_task(
            told_by(script, security="starttls", user="help", password="rahasia")
        )
        await asyncio.wait([task], timeout=3)
        assert not any(line.startswith(("AUTH", "MAIL")) for line in script.heard)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize(
    ("offered", "answers", "tried"),
    [
        ("PLAIN LOGIN", ["535 5.7.8 wrong"], ["PLAIN"]),
        ("LOGIN", ["535 5.7.8 wrong"], ["LOGIN"]),
        # A way that is offered and not there; the next one is.
        ("PLAIN LOGIN", ["504 5.5.4 not PLAIN", "535 5.7.8 wrong"], ["PLAIN", "LOGIN"]),
        ("CRAM-MD5 PLAIN", ["535 5.7.8 no such secret", "535 5.7.8 wrong"], ["CRAM-MD5", "PLAIN"]),
        # What was said first stands, though the server hangs up then.
        ("CRAM-MD5 PLAIN", ["535 5.7.8 wrong", HANGS_UP], ["CRAM-MD5", "PLAIN"]),
    ],
)
async def test_a_wrong_password_is_told_as_one_and_not_as_an_outage(
    offered: str, answers: list[str], tried: list[str]
) -> None:
    ehlo = f"250-odd.example\r\n250 AUTH {offered}"
    async with speaking(EHLO=ehlo, AUTH=list(answers)) as script:
        error = await told_by(script, user="help", password="salah")
    assert isinstance(error, AccountBroken)
    assert error.code == "auth_failed"
    assert [line.split()[1] for line in script.heard if line.startswith("AUTH")] == tried


async def test_a_server_that_cannot_judge_now_is_asked_later() -> None:
    ehlo = "250-odd.example\r\n250 AUTH PLAIN"
    async with speaking(EHLO=ehlo, AUTH="454 4.7.0 temporary failure") as script:
        error = await told_by(script, user="help", password="rahasia")
    assert isinstance(error, SendDelayed)
    assert error.whole_channel


@pytest.mark.parametrize("security", ["none", "starttls"])
async def test_one_that_goes_away_at_the_greeting_is_not_taken_for_one_that_cannot(
    security: str,
) -> None:
    async with speaking(EHLO="421 4.3.2 going down") as script:
        error = await told_by(script, security=security, user="help", password="rahasia")
    assert isinstance(error, SendDelayed)


async def test_no_way_to_sign_in_is_an_admins_matter() -> None:
    async with speaking(EHLO="250-odd.example\r\n250 AUTH GSSAPI NTLM") as script:
        error = await told_by(script, user="help", password="rahasia")
    assert isinstance(error, AccountBroken)
    assert error.code == "not_supported"
    assert script.mails == 0


async def test_a_slow_server_is_waited_for_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp_sending, "ANSWER_SECONDS", 0.4)
    async with speaking(MAIL=SILENT) as script:
        error = await told_by(script)
    assert isinstance(error, SendDelayed)
    assert script.mails == 0
