"""Group commit: what arrives together goes together, and a bad item harms no other."""

import asyncio
from collections.abc import Sequence

import pytest

from hub.store.errors import StoreBusy
from hub.store.groups import MAX_ITEMS, MOST_WAITING, Groups


class Away(Exception):
    pass


class Recorder:
    def __init__(self) -> None:
        self.groups: list[list[str]] = []
        self.away = False

    async def commit(self, items: Sequence[str]) -> Sequence[str]:
        if self.away:
            raise Away
        if "bad" in items:
            raise ValueError("bad")
        await asyncio.sleep(0)
        self.groups.append(list(items))
        return [item.upper() for item in items]


@pytest.fixture
async def recorder() -> Recorder:
    return Recorder()


def groups_of(recorder: Recorder) -> Groups[str, str]:
    return Groups(recorder.commit, size_of=len, is_away=lambda error: isinstance(error, Away))


async def test_one_bad_item_of_many_is_the_only_one_refused(recorder: Recorder) -> None:
    groups = groups_of(recorder)
    items = [f"good-{i}" for i in range(60)]
    items[17] = "bad"
    running = asyncio.create_task(groups.run())

    outcomes = await asyncio.gather(*map(groups.submit, items), return_exceptions=True)

    running.cancel()
    assert isinstance(outcomes[17], ValueError)
    assert [each for i, each in enumerate(outcomes) if i != 17] == [
        item.upper() for item in items if item != "bad"
    ]


async def test_a_flood_is_carried_in_large_groups_and_a_lone_item_waits_for_none(
    recorder: Recorder,
) -> None:
    groups = groups_of(recorder)
    running = asyncio.create_task(groups.run())

    await groups.submit("alone")
    await asyncio.gather(*(groups.submit(str(i)) for i in range(MAX_ITEMS * 2)))

    running.cancel()
    assert recorder.groups[0] == ["alone"]
    assert max(map(len, recorder.groups)) == MAX_ITEMS
    assert len(recorder.groups) <= 4


async def test_while_the_database_is_away_nobody_is_halved_and_all_are_told(
    recorder: Recorder,
) -> None:
    groups = groups_of(recorder)
    recorder.away = True
    running = asyncio.create_task(groups.run())

    outcomes = await asyncio.gather(
        *(groups.submit(str(i)) for i in range(10)), return_exceptions=True
    )

    running.cancel()
    assert all(isinstance(each, Away) for each in outcomes)


async def test_while_nothing_is_committed_no_more_wait_than_may(recorder: Recorder) -> None:
    groups = groups_of(recorder)
    waiting = [asyncio.create_task(groups.submit(f"{n}")) for n in range(MOST_WAITING)]
    await asyncio.sleep(0)

    with pytest.raises(StoreBusy):
        await groups.submit("one more")

    running = asyncio.create_task(groups.run())
    assert len(await asyncio.gather(*waiting)) == MOST_WAITING
    assert await groups.submit("later") == "LATER"
    running.cancel()
