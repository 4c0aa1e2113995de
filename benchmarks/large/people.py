"""The house of the large data set: who works in it, and who writes to it, made from plain numbers.

Everything follows from the seed and an index, so that a part can be made again alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from bson import ObjectId

from hub.demo.customers import NAMES
from hub.kit.words import words_of_person
from models.documents import Channel, Department, Member
from models.words import Language, Role

BEGAN = datetime(2024, 11, 1, tzinfo=UTC)
"""The first conversation; the last one is two years younger."""

DEPARTMENTS = ("Pengiriman", "Penagihan", "Penjualan", "Retur", "Kemitraan", "Korporat")
SHARES = (40, 20, 15, 12, 8, 5)
"""Of the conversations, by department."""

AGENTS = 100
LABELS = 24

_KINDS = ("department", "channel", "member", "label", "contact", "identity", "talk", "message")
_BEGINNINGS = {kind: bytes([0x5F, place, 0, 0]) for place, kind in enumerate(_KINDS)}


def made_id(kind: str, index: int) -> ObjectId:
    """The same for the same thing, whenever it is made."""
    return ObjectId(_BEGINNINGS[kind] + index.to_bytes(8, "big"))


def mixed(index: int, salt: int) -> int:
    """A number that looks like chance."""
    value = (index * 0x9E3779B97F4A7C15 + salt * 0xC2B2AE3D27D4EB4F) & 0xFFFFFFFFFFFFFFFF
    value ^= value >> 31
    value = (value * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    return value ^ (value >> 29)


@cache
def departments() -> tuple[Department, ...]:
    return tuple(
        Department(_id=made_id("department", n), name=name, is_default=n == 0, created_at=BEGAN)
        for n, name in enumerate(DEPARTMENTS)
    )


@cache
def channels() -> tuple[Channel, ...]:
    """One live-chat channel for each department."""
    return tuple(
        Channel(
            _id=made_id("channel", n),
            kind="livechat",
            name=f"Situs {each.name}",
            department_id=each.id,
            settings={"allowed_sites": ["*"]},
            created_at=BEGAN,
        )
        for n, each in enumerate(departments())
    )


@cache
def agents() -> tuple[Member, ...]:
    """By department, as the conversations fall; the last one has just begun and holds little."""
    places = [place for place, share in enumerate(SHARES) for _ in range(share)]
    return tuple(
        _member(n, f"agent{n}", Role.AGENT, [departments()[places[n]]]) for n in range(AGENTS)
    )


@cache
def supervisors() -> tuple[Member, ...]:
    """One for each department, and one with two departments and twenty agents of others."""
    own = [
        _member(AGENTS + n, f"lead{n}", Role.SUPERVISOR, [each])
        for n, each in enumerate(departments())
    ]
    wide = _member(AGENTS + 50, "lead", Role.SUPERVISOR, list(departments()[:2]))
    wide.supervised_ids = [each.id for each in agents()[-20:]]
    return (*own, wide)


@cache
def admin() -> Member:
    return _member(AGENTS + 99, "admin", Role.ADMIN, [])


def newcomer() -> Member:
    """An agent who has handled nothing yet."""
    return _member(AGENTS + 98, "newcomer", Role.AGENT, [departments()[0]])


def everybody() -> Iterator[Member]:
    yield from agents()
    yield from supervisors()
    yield admin()
    yield newcomer()


def _member(n: int, nick: str, role: Role, belongs: list[Department]) -> Member:
    given, family = _name(n)
    return Member(
        _id=made_id("member", n),
        email=f"{nick}@large.example",
        name=f"{given} {family}",
        role=role,
        department_ids=[each.id for each in belongs],
        created_at=BEGAN,
    )


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    given: dict[str, None] = {}
    family: dict[str, None] = {}
    for language in Language:
        for some, others in NAMES[language]:
            given.update(dict.fromkeys(some.split()))
            family.update(dict.fromkeys(others.split()))
    return tuple(given), tuple(family)


def _name(index: int) -> tuple[str, str]:
    given, family = _names()
    return given[mixed(index, 1) % len(given)], family[mixed(index, 2) % len(family)]


@dataclass(frozen=True)
class Customer:
    """``place`` is the department he writes to, on its channel."""

    index: int
    name: str
    email: str
    phone: str
    place: int

    @property
    def contact_id(self) -> ObjectId:
        return made_id("contact", self.index)

    @property
    def identity_id(self) -> ObjectId:
        return made_id("identity", self.index)

    def words(self) -> list[str]:
        return words_of_person(self.name, [self.email], [self.phone])

    def particulars(self) -> dict[str, str]:
        """Of every third one an address and a birthday."""
        if self.index % 3:
            return {}
        year, day = 1958 + mixed(self.index, 5) % 48, 1 + mixed(self.index, 6) % 28
        address = f"Jl. Kenanga {self.index % 200}\nDepok 16431"
        return {"address": address, "birthday": f"{year}-{1 + day % 12:02}-{day:02}"}


def customer(index: int) -> Customer:
    given, family = _name(index)
    digits = mixed(index, 3) % 10**8
    place, left = 0, mixed(index, 4) % sum(SHARES)
    while left >= SHARES[place]:
        left -= SHARES[place]
        place += 1
    return Customer(
        index,
        f"{given} {family}",
        f"{given}.{family}.{index % 1000}@surel.example".lower(),
        f"+628{digits:08}{index % 100:02}",
        place,
    )
