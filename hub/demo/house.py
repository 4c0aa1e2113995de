"""The company: its departments, its people, the sites on which its customers write."""

from dataclasses import dataclass
from datetime import datetime

from hub.demo.ids import demo_id
from hub.demo.wire import CHAT, EMAIL, SETTINGS, TELEGRAM, WHATSAPP, live_chat_settings
from hub.rules.actors import actor_of
from hub.rules.audience import STAFF
from hub.store.transaction import Transaction
from models.documents import Channel, Department, Event, Member, Workspace
from models.documents.base import Id
from models.documents.event import ObjectRef
from models.words import AssignmentMode, EventType, Language, ObjectKind, Role

PASSWORD = "simpul-demo"  # noqa: S105  # told to everybody who tries the demo
BRAND_COLOR = "#7A2856"

SHIPPING, BILLING, SALES = "Pengiriman", "Penagihan", "Penjualan"
MODES = {
    SHIPPING: AssignmentMode.OPEN,
    BILLING: AssignmentMode.LEAST_LOAD,
    SALES: AssignmentMode.ROUND_ROBIN,
}
"""One of each: in the first, agents take by hand what the widget on the page brings."""


@dataclass(frozen=True)
class Person:
    """``nick`` is the local part of the address, and his name in the scripts of this package."""

    nick: str
    name: str
    role: Role
    departments: tuple[str, ...]
    supervises: tuple[str, ...] = ()
    capacity: int | None = None

    @property
    def email(self) -> str:
        return f"{self.nick}@paketara.example"

    @property
    def id(self) -> Id:
        return demo_id("member", self.nick)


PEOPLE = (
    Person("ratna", "Ratna Kusuma", Role.ADMIN, (SHIPPING,)),
    Person(
        "hendra", "Hendra Wijaya", Role.SUPERVISOR, (SHIPPING, SALES), ("sari", "budi", "rizky")
    ),
    Person("maya", "Maya Lestari", Role.SUPERVISOR, (BILLING,), ("ana", "dewi")),
    Person("sari", "Sari Wulandari", Role.AGENT, (SHIPPING,), capacity=6),
    Person("budi", "Budi Santoso", Role.AGENT, (SHIPPING, SALES)),
    Person("ana", "Ana Pratiwi", Role.AGENT, (BILLING, SHIPPING)),
    Person("rizky", "Rizky Ramadhan", Role.AGENT, (SALES,), capacity=5),
    Person("dewi", "Dewi Anggraini", Role.AGENT, (BILLING,), capacity=4),
)
ADMIN = PEOPLE[0]


@dataclass(frozen=True)
class Site:
    """A channel, where its conversations begin, and what they are about."""

    name: str
    department: str
    topic: str
    welcome_id: str = ""
    welcome_en: str = ""
    kind: str = CHAT

    @property
    def id(self) -> Id:
        return demo_id("channel", self.name)


SITES = (
    Site(
        "Situs Paketara",
        SHIPPING,
        "shipping",
        "Halo, ini Paketara. Ada kiriman yang bisa kami bantu?",
        "Hello, this is Paketara. Can we help with a parcel?",
    ),
    Site(
        "Paketara Bisnis",
        SALES,
        "sales",
        "Halo. Ceritakan kiriman usaha Anda, kami carikan tarifnya.",
        "Hello. Tell us what your business ships and we will find the rate.",
    ),
    Site(
        "Halaman tagihan",
        BILLING,
        "billing",
        "Halo. Ada pertanyaan tentang tagihan atau faktur?",
        "Hello. A question about a bill or an invoice?",
    ),
)
LINES = (
    Site("WhatsApp Paketara", SHIPPING, "shipping", kind=WHATSAPP),
    Site("Telegram Paketara", SALES, "sales", kind=TELEGRAM),
    Site("Email Paketara", BILLING, "billing", kind=EMAIL),
)
"""Channels of providers; in the demo their stand-ins are on the other end."""

CHANNELS = SITES + LINES


@dataclass(frozen=True)
class House:
    """What was written, by the names that the scripts use."""

    departments: dict[str, Department]
    members: dict[str, Member]
    channels: dict[str, Channel]

    def members_of(self, site: Site, role: Role) -> list[Member]:
        """Those of this role who work in the department of a site."""
        department_id = self.departments[site.department].id
        return [
            member
            for member in self.members.values()
            if member.role is role and department_id in member.department_ids
        ]


def build(since: datetime, password_hash: str) -> House:
    """The documents of the house as they were made at ``since``."""
    departments = {
        name: Department(
            _id=demo_id("department", name),
            name=name,
            is_default=name == SHIPPING,
            mode=MODES[name],
            created_at=since,
        )
        for name in (SHIPPING, BILLING, SALES)
    }
    members = {
        person.nick: Member(
            _id=person.id,
            email=person.email,
            name=person.name,
            role=person.role,
            department_ids=[departments[name].id for name in person.departments],
            supervised_ids=[demo_id("member", nick) for nick in person.supervises],
            password_hash=password_hash,
            capacity=person.capacity,
            created_at=since,
        )
        for person in PEOPLE
    }
    channels = {site.name: _channel(site, departments, since) for site in CHANNELS}
    return House(departments, members, channels)


def _channel(site: Site, departments: dict[str, Department], since: datetime) -> Channel:
    welcome = {Language.INDONESIAN: site.welcome_id, Language.ENGLISH: site.welcome_en}
    chat = live_chat_settings(BRAND_COLOR, welcome) if site.kind == CHAT else None
    return Channel(
        _id=site.id,
        kind=site.kind,
        name=site.name,
        department_id=departments[site.department].id,
        settings=chat or SETTINGS[site.kind],
        created_at=since,
    )


async def write(tx: Transaction, house: House) -> None:
    """Store the house, with the journal rows of its making."""
    await tx.change(
        Workspace,
        {"_id": "workspace"},
        {"$set": Workspace(name="Paketara").model_dump(exclude={"id", "revision_id"})},
        upsert=True,
    )
    made: tuple[tuple[ObjectKind, list[Department] | list[Member] | list[Channel]], ...] = (
        (ObjectKind.DEPARTMENT, list(house.departments.values())),
        (ObjectKind.MEMBER, list(house.members.values())),
        (ObjectKind.CHANNEL, list(house.channels.values())),
    )
    by = actor_of(house.members[ADMIN.nick])
    for kind, documents in made:
        await tx.insert_many(documents)
        for document in documents:
            tx.rows.append(
                Event(
                    type=EventType.SETTINGS_CHANGED,
                    at=document.created_at,
                    actor=by,
                    object=ObjectRef(kind=kind, id=document.id, version=document.version),
                    rooms=[STAFF],
                    changes={"created": True},
                )
            )
