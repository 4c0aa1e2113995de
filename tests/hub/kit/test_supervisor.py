import asyncio

import pytest

from hub.kit import supervisor
from hub.kit.supervisor import RoleEnded, Supervisor


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_WAIT_SECONDS", 0.001)


async def for_ever() -> None:
    await asyncio.Event().wait()


async def dies() -> None:
    raise RuntimeError("broken")


async def returns() -> None:
    return


async def test_a_task_that_dies_ends_the_role_and_the_others() -> None:
    ended = asyncio.Event()

    async def other() -> None:
        try:
            await for_ever()
        finally:
            ended.set()

    owner = Supervisor()
    owner.own("other", other)
    owner.own("relay", dies)
    with pytest.raises(RoleEnded, match="relay ended") as end:
        await owner.run()
    assert isinstance(end.value.__cause__, RuntimeError)
    assert ended.is_set()


async def test_a_task_that_merely_returns_ends_the_role_too() -> None:
    owner = Supervisor()
    owner.own("relay", returns)
    with pytest.raises(RoleEnded, match="relay ended"):
        await owner.run()


async def test_a_task_that_restarts_is_started_again_and_again() -> None:
    starts = 0
    often = asyncio.Event()

    async def fails_at_first() -> None:
        nonlocal starts
        starts += 1
        if starts == 4:
            often.set()
            await for_ever()
        raise RuntimeError("broken")

    owner = Supervisor()
    owner.own("feed", fails_at_first, restarts=True)
    running = asyncio.create_task(owner.run())
    await asyncio.wait_for(often.wait(), 5)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_cancelling_the_owner_cancels_all() -> None:
    ended: list[str] = []

    def task(name: str) -> None:
        async def run() -> None:
            try:
                await for_ever()
            finally:
                ended.append(name)

        owner.own(name, run, restarts=True)

    owner = Supervisor()
    task("one")
    task("two")
    running = asyncio.create_task(owner.run())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert sorted(ended) == ["one", "two"]


async def test_a_task_that_lost_its_cancellation_is_cancelled_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hub.kit.ending.CANCEL_AGAIN_SECONDS", 0.01)
    started = asyncio.Event()

    async def deaf_once() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.Event().wait()

    supervisor = Supervisor()
    supervisor.own("deaf", deaf_once)
    running = asyncio.create_task(supervisor.run())
    await started.wait()
    running.cancel()
    done, _ = await asyncio.wait([running], timeout=5)
    assert done
