"""One connection to one folder of a mailbox. Blocking: it lives in a thread of its own.

Nothing in the mailbox is changed by reading it: the folder is opened read-only and bodies are peeked at.
"""

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from imaplib import IMAP4
from typing import Any

from imapclient import SocketTimeout
from imapclient.exceptions import LoginError

from channels_adapters.base import AccountBroken, SendDelayed
from channels_adapters.email.idling import IdlingClient

CONNECT_SECONDS, ANSWER_SECONDS = 20.0, 60.0
POLL_SECONDS = 30.0
"""Between looks at a server that cannot tell by itself."""

NO_MAILS = {b"\\noselect", b"\\nonexistent"}

LATER = re.compile(
    r"\[(unavailable|inuse|limit|serverbug|contactadmin)\]|temporar|too many|try again|rate|busy"
    r"|maximum number|internal error|timed? ?out",
    re.I,
)
"""What a refused sign-in may say that has nothing to do with the password."""


@dataclass(frozen=True)
class ImapServer:
    """``security``: ``tls`` from the first byte, ``starttls`` before the sign-in, or ``none``."""

    host: str
    port: int
    security: str
    user: str
    password: str = ""
    token: str = ""
    tls: ssl.SSLContext | None = None
    answer_seconds: float = ANSWER_SECONDS


@dataclass(frozen=True)
class Opened:
    """``next_uid``: all mails in the folder have lower ones."""

    validity: int
    next_uid: int


@dataclass(frozen=True)
class Listed:
    uid: int
    size: int
    arrived: datetime


class Mailbox:
    def __init__(self, server: ImapServer) -> None:
        self._server = server
        self._client: Any = None
        self._ended = threading.Event()

    def connect(self) -> None:
        """Connected and signed in. Raises AccountBroken, SendDelayed, OSError."""
        server = self._server
        try:
            self._client = self._greeted()
            if server.security == "starttls":
                self._client.starttls(server.tls or ssl.create_default_context())
            self._sign_in()
        except ssl.SSLCertVerificationError as wrong:
            raise AccountBroken("certificate", wrong.verify_message) from None
        except LoginError as refused:
            said = _said(refused)
            if LATER.search(said):
                raise SendDelayed("sign_in_delayed", said, whole_channel=True) from None
            raise AccountBroken("auth_failed", said) from None
        except IMAP4.error as wrong:
            raise ConnectionError(_said(wrong)) from None

    def _greeted(self) -> Any:
        server = self._server
        at_once = server.security == "tls"
        client = IdlingClient(
            server.host,
            port=server.port,
            ssl=at_once,
            ssl_context=(server.tls or ssl.create_default_context()) if at_once else None,
            timeout=SocketTimeout(CONNECT_SECONDS, server.answer_seconds),
        )
        # Times as the server has them, with their zone.
        client.normalise_times = False
        return client

    def _sign_in(self) -> None:
        server = self._server
        if server.token:
            self._client.oauth2_login(server.user, server.token)
        else:
            self._client.login(server.user, server.password)

    def open(self, folder: str) -> Opened:
        """Raises AccountBroken when there is no such folder."""
        try:
            told = self._client.select_folder(folder, readonly=True)
        except IMAP4.abort as gone:
            raise ConnectionError(_said(gone)) from None
        except IMAP4.error as refused:
            said = _said(refused)
            if LATER.search(said):
                raise SendDelayed("folder_delayed", said, whole_channel=True) from None
            raise AccountBroken("folder_missing", f"{folder}: {said}") from None
        validity, next_uid = told.get(b"UIDVALIDITY"), told.get(b"UIDNEXT")
        if next_uid is None:
            next_uid = max(self.uids_after(0), default=0) + 1
        return Opened(int(validity or 0), int(next_uid))

    def folders(self) -> list[str]:
        """Those that hold mails, by name."""
        told = self._ask(self._client.list_folders)
        kept = [name for flags, _, name in told if not NO_MAILS & {flag.lower() for flag in flags}]
        return sorted(map(str, kept), key=lambda name: (name.upper() != "INBOX", name.lower()))

    def uids_after(self, uid: int) -> list[int]:
        """Ascending. A server answers ``n:*`` with its last mail even when n is above it."""
        found = self._ask(self._client.search, ["UID", f"{uid + 1}:*"])
        return sorted(int(one) for one in found if int(one) > uid)

    def uids_since(self, day: date | None, after: int, last: int) -> list[int]:
        """Those of the past, ascending: from ``after`` (without it) to ``last``."""
        if last <= after:
            return []
        since = ["SINCE", day] if day else []
        found = self._ask(self._client.search, ["UID", f"{after + 1}:{last}", *since])
        return sorted(int(one) for one in found if after < int(one) <= last)

    def list(self, uids: Iterable[int]) -> list[Listed]:
        """How large they are and when they arrived. Those deleted meanwhile are left out."""
        wanted = list(uids)
        told = self._ask(self._client.fetch, wanted, ["RFC822.SIZE", "INTERNALDATE"])
        return [
            Listed(uid, int(told[uid].get(b"RFC822.SIZE", 0)), _utc(told[uid].get(b"INTERNALDATE")))
            for uid in wanted
            if uid in told
        ]

    def bodies(self, uids: Iterable[int]) -> dict[int, bytes]:
        told = self._ask(self._client.fetch, list(uids), ["BODY.PEEK[]"])
        return {uid: lines[b"BODY[]"] or b"" for uid, lines in told.items() if b"BODY[]" in lines}

    def head(self, uid: int) -> bytes:
        told = self._ask(self._client.fetch, [uid], ["BODY.PEEK[HEADER]"])
        head: bytes = told.get(uid, {}).get(b"BODY[HEADER]") or b""
        return head

    def wait(self, seconds: float) -> None:
        """Until something happens in the folder, or ``seconds`` have passed."""
        if self._client.heard_of_mails():
            return
        if not self._ask(self._client.has_capability, "IDLE"):
            self._ended.wait(min(seconds, POLL_SECONDS))
            self._ask(self._client.noop)
            return
        self._ask(self._client.idle)
        if not self._client.heard_of_mails():
            self._ask(self._client.idle_check, seconds)
        self._ask(self._client.idle_done)

    def _ask(self, what: Any, *arguments: Any) -> Any:
        try:
            return what(*arguments)
        except (IMAP4.error, ValueError, AttributeError) as wrong:
            raise ConnectionError(_said(wrong)) from None

    def break_off(self) -> None:
        """From another thread: what waits for the server ends at once."""
        self._ended.set()
        with contextlib.suppress(Exception):
            self._client.socket().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        if self._client is not None:
            with contextlib.suppress(Exception):
                self._client.shutdown()


def _utc(at: Any) -> datetime:
    if not isinstance(at, datetime):
        return datetime.now(UTC).replace(microsecond=0)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _said(error: BaseException) -> str:
    said = str(error.args[0]) if error.args else type(error).__name__
    return re.sub(r"^b(['\"])(.*)\1$", r"\2", said)[:300]
