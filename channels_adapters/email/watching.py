"""Watches a mailbox: new mails as they come, and the past beside them, a few at a time.

The server's word that something is new is only a hint: after each, and every few minutes without any,
the folder is asked. What ends a connection (BYE, silence, a lost line) begins another.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from channels_adapters.base import Account, AccountBroken, Deliver, Payload, SendDelayed
from channels_adapters.email.automatic import JUNK_MARK
from channels_adapters.email.dates import moment
from channels_adapters.email.headers import text
from channels_adapters.email.kin import kin_of
from channels_adapters.email.mailbox import ImapServer, Listed, Mailbox
from channels_adapters.email.oauth import access_token, uses_oauth
from channels_adapters.email.parts import parsed
from channels_adapters.email.places import Place, adjusted, begun, read_place, written
from channels_adapters.email.settings import EmailSettings
from channels_adapters.email.stubs import MIB, not_handed_over, too_large

T = TypeVar("T")

RENEW_SECONDS = 300.0
"""An IDLE is not left longer than this: routers forget silent lines."""

AT_ONCE, AT_ONCE_BYTES = 20, 4 * MIB
"""Mails that are fetched and stored together."""
LISTED_AT_ONCE = 200

PAST_AT_ONCE, PAST_PAUSE = 40, 0.2
"""Mails of the past that are taken without a pause, and its seconds, so that they take nobody's place."""

LONGEST_WAY = timedelta(days=2)
"""How long a mail may be under way."""

STEADY_SECONDS = 60.0
MOST_FAILURES = 5
MOST_REFUSED = 3
"""Times that one mail is asked for, alone, before it is given up: fewer than failures of all."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


async def server_of(account: Account, *, refused: str = "") -> ImapServer:
    settings: EmailSettings = account.settings
    return ImapServer(
        settings.imap_host,
        settings.imap_port,
        settings.imap_security.value,
        settings.imap_user or settings.address,
        account.secrets.get("password", ""),
        await access_token(account, refused=refused),
    )


async def watch(account: Account, place: Mapping[str, Any], deliver: Deliver) -> None:
    """Until cancelled. Raises AccountBroken, SendDelayed, OSError."""
    settings: EmailSettings = account.settings
    folders = list(dict.fromkeys(one for one in (settings.folder, settings.junk_folder) if one))
    reading = Reading(account, {}, deliver)
    for folder in folders:
        if (known := read_place(place, folder)) is not None:
            reading.places[folder] = known
    try:
        async with asyncio.TaskGroup() as group:
            for folder in folders:
                group.create_task(FolderWatch(reading, folder).run())
    except ExceptionGroup as ended:
        raise ended.exceptions[0] from None


class Reading:
    """What the folders of a mailbox share: the places, which are stored together."""

    def __init__(self, account: Account, places: dict[str, Place], deliver: Deliver) -> None:
        self.account = account
        self.settings: EmailSettings = account.settings
        self.places = places
        self._deliver = deliver
        self._storing = asyncio.Lock()

    async def store(self, payloads: Sequence[Payload], move: Callable[[], None]) -> None:
        """The mails, and the place behind them. When it fails the place is as it was."""
        async with self._storing:
            before = written(self.places)
            move()
            try:
                await self._deliver(payloads, written(self.places))
            except BaseException:
                for folder in self.places:
                    if (old := read_place(before, folder)) is not None:
                        self.places[folder] = old
                raise


class FolderWatch:
    def __init__(self, reading: Reading, folder: str) -> None:
        self._reading = reading
        self._settings = reading.settings
        self._folder = folder
        self._is_junk = folder == self._settings.junk_folder and folder != self._settings.folder
        self._refused: Counter[int] = Counter()
        """Mails whose fetching has failed, and how often."""
        self._waiting: list[int] = []
        """Those of the past that are still to be taken, as this connection has been told."""
        self._box: Mailbox
        self._thread: ThreadPoolExecutor

    @property
    def _place(self) -> Place:
        return self._reading.places[self._folder]

    async def run(self) -> None:
        """One connection after the other; only what another one does not mend gets out."""
        failures = 0
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await self._read_on_one_connection()
            except (OSError, SendDelayed) as away:
                lasted = asyncio.get_running_loop().time() - began
                failures = 1 if lasted > STEADY_SECONDS else failures + 1
                if failures > MOST_FAILURES:
                    raise
                if isinstance(away, SendDelayed) and away.retry_after:
                    raise
            await asyncio.sleep(_pause(failures))

    async def _read_on_one_connection(self) -> None:
        server = await server_of(self._reading.account)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="mailbox")
        self._box = Mailbox(server)
        try:
            await self._connect(server)
            await self._begin()
            while True:
                await self._take_new()
                if await self._take_past():
                    await asyncio.sleep(PAST_PAUSE)
                    continue
                await self._do(self._box.wait, RENEW_SECONDS)
        finally:
            self._box.break_off()
            self._thread.submit(self._box.close)
            self._thread.shutdown(wait=False)

    async def _connect(self, server: ImapServer) -> None:
        try:
            await self._do(self._box.connect)
        except AccountBroken as broken:
            if broken.code != "auth_failed" or not uses_oauth(self._reading.account):
                raise
            # A token may be withdrawn before its time; another one tells whether it is that.
            await self._do(self._box.close)
            self._box = Mailbox(await server_of(self._reading.account, refused=server.token))
            await self._do(self._box.connect)

    async def _begin(self) -> None:
        opened = await self._do(self._box.open, self._folder)
        self._waiting = []
        places, folder = self._reading.places, self._folder

        def move() -> None:
            known = places.get(folder)
            now = datetime.now(UTC).replace(microsecond=0)
            places[folder] = (
                begun(self._settings, opened.validity, opened.next_uid, now)
                if known is None
                else adjusted(known, self._settings, opened.validity, opened.next_uid)
            )

        await self._reading.store([], move)
        await self._count_past()

    async def _count_past(self) -> None:
        """How much there is of it, for who watches its progress."""
        past = self._place.past
        if past is None or past.total:
            return
        uids = await self._past_uids()

        def move() -> None:
            if self._place.past is not None:
                self._place.past.total = self._place.past.done + len(uids)

        await self._reading.store([], move)

    async def _past_uids(self) -> list[int]:
        past, since = self._place.past, self._place.since
        assert past is not None
        # A day earlier, as servers cut days in their own time zone.
        day = (since - timedelta(days=1)).date() if since else None
        return await self._do(self._box.uids_since, day, past.uid, past.last)

    async def _take_new(self) -> None:
        while uids := await self._do(self._box.uids_after, self._place.uid):
            for batch in await self._batches(uids[:LISTED_AT_ONCE]):
                payloads = await self._payloads(batch, is_past=False)
                await self._move_new(payloads, batch[-1].uid)
            await self._move_new([], uids[:LISTED_AT_ONCE][-1])

    async def _move_new(self, payloads: list[Payload], uid: int) -> None:
        if payloads or uid > self._place.uid:
            await self._reading.store(payloads, lambda: setattr(self._place, "uid", uid))

    async def _take_past(self) -> bool:
        """One batch of it; false when there is no more."""
        if self._place.past is None:
            return False
        if not self._waiting:
            self._waiting = await self._past_uids()
        uids = self._waiting[:PAST_AT_ONCE]
        if not uids:
            await self._reading.store([], lambda: setattr(self._place, "past", None))
            return False
        for batch in await self._batches(uids):
            payloads = await self._payloads(batch, is_past=True)
            await self._move_past(payloads, batch[-1].uid, len(batch))
        await self._move_past([], uids[-1], 0)
        self._waiting = self._waiting[len(uids) :]
        return True

    async def _move_past(self, payloads: list[Payload], uid: int, count: int) -> None:
        def move() -> None:
            if self._place.past is not None:
                self._place.past.uid = uid
                self._place.past.done += count

        await self._reading.store(payloads, move)

    async def _batches(self, uids: list[int]) -> list[list[Listed]]:
        """Few enough, and small enough together; a mail that is too large stands alone."""
        batches: list[list[Listed]] = []
        total = 0
        for one in await self._do(self._box.list, uids):
            full = not batches or len(batches[-1]) >= AT_ONCE or total + one.size > AT_ONCE_BYTES
            alone = one.uid in self._refused or (batches and batches[-1][-1].uid in self._refused)
            if full or alone:
                batches.append([])
                total = 0
            batches[-1].append(one)
            total += one.size
        return batches

    async def _payloads(self, batch: list[Listed], *, is_past: bool) -> list[Payload]:
        payloads = []
        for one, raw in await self._mails(batch):
            payload = self._payload(raw, one.arrived, is_past=is_past)
            if payload is not None:
                payloads.append(payload)
        return payloads

    async def _mails(self, batch: list[Listed]) -> list[tuple[Listed, bytes]]:
        """Those deleted meanwhile are left out. One that the server does not hand over, however often it
        is asked, stops none of the others.
        """
        limit = self._settings.largest * MIB
        fitting = [one.uid for one in batch if one.size <= limit and not self._is_given_up(one)]
        try:
            bodies = await self._do(self._box.bodies, fitting) if fitting else {}
        except (OSError, SendDelayed):
            self._refused.update(fitting)
            raise
        mails = []
        for one in batch:
            raw = bodies.get(one.uid)
            if one.size > limit:
                raw = too_large(await self._head_of_large(one), one.size)
            elif not raw and await self._is_there(one, fitting):
                raw = not_handed_over(await self._head(one.uid))
            if raw:
                mails.append((one, raw))
            self._refused.pop(one.uid, None)
        return mails

    async def _is_there(self, one: Listed, asked: list[int]) -> bool:
        listed = [one] if one.uid not in asked else await self._do(self._box.list, [one.uid])
        return bool(listed)

    def _is_given_up(self, one: Listed) -> bool:
        return self._refused[one.uid] >= MOST_REFUSED

    async def _head_of_large(self, one: Listed) -> bytes:
        """Empty when it is not handed over, however often it is asked for."""
        if self._is_given_up(one):
            return b""
        try:
            return await self._do(self._box.head, one.uid)
        except (OSError, SendDelayed):
            self._refused.update([one.uid])
            raise

    async def _head(self, uid: int) -> bytes:
        """Empty when the server refuses that too."""
        try:
            return await self._do(self._box.head, uid)
        except OSError:
            return b""

    def _payload(self, raw: bytes, arrived: datetime, *, is_past: bool) -> Payload | None:
        """None for one of the past that is older than what is wanted."""
        place = self._place
        marked = f"{JUNK_MARK}: junk\r\n".encode() + raw if self._is_junk else raw
        if not is_past:
            return Payload(marked, arrived, kin=kin_of(marked))
        written_at = arrived
        again = place.past is not None and place.past.again
        if again:
            # Who moves a mailbox often sets the time of arrival anew.
            head = parsed(raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
            said = moment(text(head, "date"))
            written_at = said if said and arrived - said > LONGEST_WAY else arrived
        if place.since is not None and written_at < place.since:
            return None
        return Payload(
            marked, arrived, history=not again or written_at < place.began, kin=kin_of(marked)
        )

    async def _do(self, what: Callable[..., T], *arguments: Any) -> T:
        """In the thread of this connection. Cancelled, it ends what the thread waits for."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, what, *arguments)
        except asyncio.CancelledError:
            self._box.break_off()
            raise


def _pause(failures: int) -> float:
    longest: float = min(FIRST_PAUSE * 2.0 ** max(failures - 1, 0), LONGEST_PAUSE)
    return longest * random.uniform(0.75, 1.25)
