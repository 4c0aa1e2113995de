"""A mention that nobody read because he was away comes by mail, once."""

import asyncio
from uuid import uuid4

from hub.flows.mail_mention import MailMention
from hub.jobs.due_times import DueTimes
from hub.services import notification_settings, notifications
from models.documents import Conversation, SystemMail
from models.wire.message import MessageBody
from models.words import DueKind, MailKind, PresenceState, Visibility
from tests.hub.flows.conftest import House, house
from tests.hub.jobs.bells import read_on

__all__ = ["house"]

URL = "https://simpul.example"
SECRET_WORDS = "nasabah ini sudah membayar"


async def mentions_budi(house: House, chat: Conversation) -> None:
    note = MessageBody(
        client_id=uuid4().hex,
        text=SECRET_WORDS,
        visibility=Visibility.INTERNAL,
        mentions=[str(house.budi.id)],
    )
    await house.answer(house.sari, chat.id, note)
    await read_on(house)


async def held_by_sari(house: House) -> Conversation:
    return await house.claim(house.sari, (await house.waiting()).id)


async def after(house: House, minutes: float) -> None:
    """Time passes, and three workers do what is due."""
    house.clock.advance(minutes * 60)
    acts = {DueKind.MENTION_UNREAD: MailMention(house.store, house.directory, URL)}
    while any(await asyncio.gather(*(DueTimes(house.store, acts).act_on_next() for _ in range(3)))):
        pass


async def mails(house: House) -> list[SystemMail]:
    return await house.store.find(SystemMail, {"kind": MailKind.MENTION})


async def test_who_is_away_is_told_by_mail_once_and_nothing_of_what_was_written(
    house: House,
) -> None:
    chat = await held_by_sari(house)
    await mentions_budi(house, chat)
    await after(house, 9)
    assert await mails(house) == []

    await after(house, 1)
    await mentions_budi(house, chat)
    await after(house, 30)

    [mail] = await mails(house)
    assert mail.to == house.budi.email
    assert f"{URL}/?tab=mentions&chat={chat.id}" in mail.text
    for text in (mail.subject, mail.text, mail.html):
        assert SECRET_WORDS not in text and chat.contact.name not in text


async def test_after_he_has_read_it_the_next_one_is_mailed_again(house: House) -> None:
    chat = await held_by_sari(house)
    await mentions_budi(house, chat)
    await after(house, 10)
    await house.store.transact(lambda tx: notifications.mark_read(tx, house.budi))
    await mentions_budi(house, chat)

    await after(house, 10)

    assert len(await mails(house)) == 2


async def test_who_is_here_or_has_read_it_gets_none(house: House) -> None:
    first, second = await held_by_sari(house), await held_by_sari(house)
    await mentions_budi(house, first)
    await house.store.transact(lambda tx: notifications.mark_read(tx, house.budi))
    await after(house, 20)
    await house.be(house.budi, PresenceState.ONLINE)
    await mentions_budi(house, second)
    await after(house, 20)

    assert await mails(house) == []


async def test_the_ten_minutes_count_from_when_he_went(house: House) -> None:
    await house.be(house.budi, PresenceState.ONLINE)
    await mentions_budi(house, await held_by_sari(house))
    house.clock.advance(5 * 60)
    await house.be(house.budi, PresenceState.AWAY)

    await after(house, 5)
    assert await mails(house) == []
    await after(house, 5)

    assert len(await mails(house)) == 1


async def test_who_does_not_want_it_gets_none(house: House) -> None:
    off = {"mention_mail": False}
    await house.store.transact(lambda tx: notification_settings.change(tx, house.budi, off))
    await mentions_budi(house, await held_by_sari(house))

    await after(house, 20)

    assert await mails(house) == []
