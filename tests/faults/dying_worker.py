"""A worker that kills itself at one step of sending: run with the database, the channel and the step."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx2

from channels_adapters.whatsapp.adapter import ADAPTER
from hub.flows.hand_over_message import HandOverMessage
from hub.flows.note_channel_trouble import NoteChannelTrouble
from hub.flows.reach_late_recipients import ReachLateRecipients
from hub.jobs.calls import Calls
from hub.jobs.handing_over import HandingOver
from hub.jobs.sending import Sending
from hub.kit.clock import SystemClock
from hub.kit.tokens import Signer
from hub.services import outbox
from hub.services.accounts import Accounts
from hub.store.bus import LocalBus
from hub.store.directory import Directory
from hub.store.files import Files
from hub.store.mongo import Store
from tests.sending.conftest import KEY, SECRET

T = TypeVar("T")

counted: dict[str, int] = {}


def dies(wanted: str, step: str) -> None:
    """Steps that come several times are counted: ``answered 2``."""
    counted[step] = counted.get(step, 0) + 1
    if wanted in (step, f"{step} {counted[step]}"):
        os.kill(os.getpid(), signal.SIGKILL)


def dying(wanted: str, act: Callable[..., Awaitable[T]], before: str, after: str) -> Any:
    async def acts(*args: Any, **more: Any) -> T:
        dies(wanted, before)
        done = await act(*args, **more)
        dies(wanted, after)
        return done

    return acts


async def main(mongodb: str, database: str, wanted: str) -> None:
    store = await Store.open(mongodb, SystemClock(), LocalBus(), database=database)
    directory = Directory(store)
    await directory.refresh()
    flow: Any = HandOverMessage(store)
    flow.begin = dying(wanted, flow.begin, "claimed", "begun")
    flow.took = dying(wanted, flow.took, "answered", "stored")
    flow.goes_on = dying(wanted, flow.goes_on, "may go on", "goes on")
    adapter: Any = ADAPTER
    adapter.send = dying(wanted, ADAPTER.send, "calling", "called")
    module: Any = outbox
    module.finish = dying(wanted, outbox.finish, "finishing", "finished")
    calls = Calls(store, directory, Files(store), Signer(SECRET, store.clock))
    late: Any = ReachLateRecipients(store)
    late.begin = dying(wanted, late.begin, "late claimed", "late begun")
    late.settled = dying(wanted, late.settled, "late answered", "late stored")
    handing = HandingOver(store, calls, flow, late)
    async with httpx2.AsyncClient(timeout=5) as http:
        accounts = Accounts(lambda _: http, KEY, "https://hub.example")
        worker = Sending(store, store.bus, handing, accounts.of, NoteChannelTrouble(store))
        await worker.send_due()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
