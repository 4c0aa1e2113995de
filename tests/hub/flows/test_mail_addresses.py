"""Addresses are offered as one types: of contacts to all staff, of earlier mails within one's departments."""

from hub.jobs.reactions.mail_addresses import MailAddresses
from hub.services import contacts, mail_addresses
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Event, Member, Message
from models.documents.base import ContactName, Id
from models.documents.event import Actor, ObjectRef
from models.documents.message import Author, Mail
from models.words import (
    ActorKind,
    AuthorKind,
    ConversationState,
    Direction,
    EventType,
    MessageStatus,
    ObjectKind,
    Role,
)
from tests.hub.flows.conftest import House

SYSTEM = Actor(kind=ActorKind.SYSTEM)


async def told(house: House, *objects: tuple[EventType, ObjectKind, Id]) -> None:
    rows = [
        Event(
            type=type,
            at=house.clock.now(),
            actor=SYSTEM,
            object=ObjectRef(kind=kind, id=id, version=1),
        )
        for type, kind, id in objects
    ]

    async def work(tx: Transaction) -> None:
        await MailAddresses(house.directory).react(tx, rows)

    await house.store.transact(work)


async def contact(house: House, name: str, *emails: str) -> Contact:
    made = Contact(name=name, emails=list(emails), created_at=house.clock.now())
    await house.store.insert(made)
    await told(house, (EventType.CONTACT_CREATED, ObjectKind.CONTACT, made.id))
    return made


async def mailed(house: House, department_id: Id, *to: str) -> None:
    now = house.clock.now()
    made = Conversation(
        number=int(str(Id())[-7:], 16),
        state=ConversationState.HANDLED,
        channel_id=Id(),
        channel_kind="email",
        thread_key=str(Id()),
        identity_id=Id(),
        address="x@x.example",
        contact=ContactName(id=Id(), name="X"),
        department_id=department_id,
        started_at=now,
        last_activity_at=now,
    )
    message = Message(
        conversation_id=made.id,
        channel_id=made.channel_id,
        number=1,
        direction=Direction.OUTBOUND,
        author=Author(kind=AuthorKind.AGENT),
        mail=Mail(subject="x", to=list(to)),
        status=MessageStatus.SENT,
        at=now,
    )
    await house.store.insert(made)
    await house.store.insert(message)
    await told(house, (EventType.MESSAGE_CREATED, ObjectKind.MESSAGE, message.id))


async def offered(house: House, member: Member, asked: str) -> list[str]:
    found = await mail_addresses.suggest(house.store, member, asked, 8)
    return [one.address for one in found]


async def test_by_how_the_address_or_any_word_of_the_name_begins(house: House) -> None:
    await contact(house, "Ani Wíjaya", "ani@x.example", "aw@kantor.example")
    for asked in ("ani", "ANI@X", "wij", "wi an", "x.ex"):
        assert "ani@x.example" in await offered(house, house.sari, asked), asked
    assert await offered(house, house.sari, "jaya") == []
    assert await offered(house, house.sari, ".*") == []
    assert await offered(house, house.sari, " ") == []
    assert "ani@x.example" in await offered(house, house.sari, "\x00ani")


async def test_the_most_used_come_first(house: House) -> None:
    await contact(house, "Ani", "ani1@x.example")
    await contact(house, "Ani", "ani2@x.example")
    for _ in range(2):
        await mailed(house, house.department.id, "ani2@x.example")
    assert await offered(house, house.sari, "ani") == ["ani2@x.example", "ani1@x.example"]


async def test_what_stood_in_mails_only_stays_within_its_departments(house: House) -> None:
    elsewhere = Id()
    await mailed(house, house.department.id, "mitra@y.example")
    await mailed(house, elsewhere, "mitra@z.example")
    assert await offered(house, house.sari, "mitra") == ["mitra@y.example"]
    admin = house.sari.model_copy(update={"role": Role.ADMIN})
    assert len(await offered(house, admin, "mitra")) == 2


async def test_a_changed_and_a_vanished_contact_are_followed(house: House) -> None:
    ani = await contact(house, "Ani", "ani@x.example")

    async def rename(tx: Transaction) -> None:
        await contacts.learn(tx, ani, name="Bela", email=None, phone=None)

    await house.store.transact(rename)
    await told(house, (EventType.CONTACT_UPDATED, ObjectKind.CONTACT, ani.id))
    assert await offered(house, house.sari, "bela") == ["ani@x.example"]
    await house.store.delete(Contact, {"_id": ani.id})
    await told(house, (EventType.CONTACT_UPDATED, ObjectKind.CONTACT, ani.id))
    assert await offered(house, house.sari, "bela") == []
