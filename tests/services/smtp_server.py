"""A real mail server on a free port of loopback: it takes mails as RFC 5321 has it, and can be ill.

Whatever it has accepted stands in ``received``, so that what was sent twice is seen twice.
"""

import asyncio
import base64
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from hub.kit.child_process import free_port


@dataclass(frozen=True)
class Received:
    sender: str
    to: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    def part(self, kind: str) -> str:
        """The words of ``plain`` or ``html``."""
        found = self.message.get_body((kind,))
        assert found is not None
        text: str = found.get_content()
        return text


@dataclass
class SmtpServer:
    """``refuses``: the answer to ``RCPT TO`` of an address. ``answers``: to a whole message.

    ``silent_after_data``: it takes the message, and hangs up without a word. ``dies_within_data``:
    it hangs up in the middle of the message. ``holds``: it answers a message only when this is set.
    ``password``: of the user ``simpul``, who must sign in then.
    """

    refuses: dict[str, str] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    silent_after_data: bool = False
    dies_within_data: bool = False
    holds: asyncio.Event | None = None
    password: str | None = None
    tls: ssl.SSLContext | None = None
    at_once: bool = False

    def __post_init__(self) -> None:
        self.port = free_port()
        self.received: list[Received] = []
        self.connections = 0
        self.in_data = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        scheme = "smtps" if self.at_once else "smtp"
        user = f"simpul:{self.password}@" if self.password else ""
        return f"{scheme}://{user}localhost:{self.port}"

    async def start(self) -> None:
        secure = self.tls if self.at_once else None
        self._server = await asyncio.start_server(self._serve, "localhost", self.port, ssl=secure)

    async def stop(self) -> None:
        """Not there any more, as after a power cut."""
        if self._server is not None:
            self._server.close()
            for writer in tuple(self._open):
                writer.transport.abort()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._server.wait_closed(), 5)
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._open.add(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            await _Conversation(self, reader, writer).hold()
        self._open.discard(writer)
        writer.close()


class _Conversation:
    def __init__(
        self, server: SmtpServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._server = server
        self._reader = reader
        self._writer = writer
        self._sender = self._to = ""
        self._secure = server.at_once
        self._known = server.password is None

    async def hold(self) -> None:
        await self._say("220 ready")
        while line := await self._reader.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            if verb.upper() == "QUIT":
                return await self._say("221 bye")
            answer = await self._answer(verb.upper(), rest)
            if answer is None:
                return None
            await self._say(answer)
        return None

    async def _answer(self, verb: str, rest: str) -> str | None:
        """None: hang up."""
        match verb:
            case "EHLO":
                return self._greeting()
            case "STARTTLS":
                await self._say("220 go ahead")
                assert self._server.tls is not None
                await self._writer.start_tls(self._server.tls)
                self._secure = True
                return await self._answer_next()
            case "AUTH":
                return self._signed_in(rest)
            case "MAIL" if not self._known:
                return "530 5.7.0 authentication required"
            case "MAIL":
                self._sender = _address(rest)
                return "250 fine"
            case "RCPT":
                self._to = _address(rest)
                return self._server.refuses.get(self._to, "250 fine")
            case "DATA":
                return await self._take()
            case "RSET" | "NOOP":
                return "250 fine"
        return "502 what?"

    async def _answer_next(self) -> str | None:
        line = await self._reader.readline()
        verb, _, rest = line.decode().strip().partition(" ")
        return await self._answer(verb.upper(), rest)

    def _greeting(self) -> str:
        offers = ["localhost"]
        if self._server.tls is not None and not self._secure:
            offers.append("STARTTLS")
        if self._server.password is not None:
            offers.append("AUTH PLAIN")
        lines = [f"250-{one}" for one in offers[:-1]] + [f"250 {offers[-1]}"]
        return "\r\n".join(lines)

    def _signed_in(self, rest: str) -> str:
        kind, _, given = rest.partition(" ")
        wanted = f"\0simpul\0{self._server.password}".encode()
        if kind.upper() != "PLAIN" or base64.b64decode(given) != wanted:
            return "535 5.7.8 wrong user or password"
        self._known = True
        return "235 welcome"

    async def _take(self) -> str | None:
        await self._say("354 go on")
        if self._server.dies_within_data:
            await self._reader.readline()
            return None
        raw = await self._reader.readuntil(b"\r\n.\r\n")
        body = raw.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
        answer = self._server.answers.pop(0) if self._server.answers else "250 taken"
        if answer.startswith("2"):
            self._server.received.append(Received(self._sender, self._to, body))
        self._server.in_data.set()
        if self._server.holds is not None:
            await self._server.holds.wait()
        return None if self._server.silent_after_data else answer

    async def _say(self, line: str) -> None:
        self._writer.write(line.encode() + b"\r\n")
        await self._writer.drain()


def _address(rest: str) -> str:
    return rest.partition("<")[2].partition(">")[0]
