"""A channel that was switched off by another process a moment ago, of which this one has not heard."""

from channels_adapters.kit.waiting import until
from models.documents import Channel, Contact
from tests.inbound.conftest import Line


async def switch(line: Line, *, on: bool) -> None:
    await line.hub.store.change(Channel, {"_id": line.channel.id}, {"$set": {"enabled": on}})


def answers(line: Line) -> list[int]:
    return [call.answered for call in line.meta.webhooks.calls]


async def test_who_writes_first_just_then_is_taken_once_it_is_on_again(line: Line) -> None:
    line.meta.habits.retry_pauses = (0.05,)
    await switch(line, on=False)
    line.meta.person("6281234567890", "Dewi").writes("Halo")
    await until(lambda: answers(line).count(503) > 1)
    assert await line.messages() == []
    assert await line.hub.store.count(Contact, {}) == 0

    await switch(line, on=True)
    await line.settled()

    assert (await line.only_message()).text == "Halo"
    assert answers(line)[-1] == 200
    assert set(answers(line)) == {503, 200}


async def test_a_chat_that_is_open_goes_on(line: Line) -> None:
    dewi = line.meta.person("6281234567890", "Dewi")
    dewi.writes("Halo")
    await line.settled()
    await switch(line, on=False)
    dewi.writes("Ada orang?")
    await line.settled()
    assert [one.text for one in await line.messages()] == ["Halo", "Ada orang?"]
