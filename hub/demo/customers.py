"""The people who write: their names, addresses and the thread that each has on his site."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from hub.demo.book import Book
from hub.demo.house import Site
from hub.demo.wire import CHAT, EMAIL, email_of, new_address, phone_of
from hub.rules.actors import SYSTEM
from hub.rules.names import first_name
from hub.services.contacts import UNNAMED
from models.documents import Contact, Identity
from models.documents.base import Id
from models.words import EventType, Language

NAMES = {
    Language.INDONESIAN: (
        (
            "Agus Rina Dimas Putri Eko Siti Bayu Lestari Yusuf Nadia Melati Hendro Fitri Ilham",
            "Hidayat Permata Saputra Hartono Rahayu Gunawan Utami Maharani Setiawan Suharto",
        ),
        (
            "Galih Intan Ferry Desi Arif Tiara Kartika Reza Novi Anton Mega Surya Vina Teguh",
            "Puspita Firmansyah Pangestu Wijayanti Mulyadi Kusumawati Prabowo Anggraeni Nugroho",
        ),
        (
            "Laila Abdul Citra Gilang Ratih Hana Nur Bagas Sinta Fajar",
            "Salim Hakim Azhari Mahendra",
        ),
        ("Togar Maria Yohanes Ferdinand Ruth Tiur", "Siregar Nasution Manurung Hasibuan Sitompul"),
        ("Komang Kadek Made Ketut Gede", "Wirawan Adnyana Sudarma Suryani Pradnyani"),
        ("Steven Michelle Kevin Felicia", "Tan Wijaya Tanuwijaya Halim"),
    ),
    Language.ENGLISH: (
        (
            "Daniel Emily Marcus Sophie Hannah Liam Oliver Tom Grace Laura Nathan Clara Julia",
            "Fraser Whitfield Lindqvist Abbott Brennan Novak Harper Moreau Sinclair Keller",
        ),
        ("Ravi Priya Anjali Arjun", "Menon Desai Nair Kapoor"),
        ("Meiling Weijie Huimin Jun", "Goh Wong Lim Teo"),
        ("Kenji Yuki Haruto", "Tanaka Sato Mori"),
    ),
}
"""Given and family names that go together."""

UNNAMED_SHARE = 0.14
"""Of the visitors, who never said their name."""


@dataclass
class Customer:
    """One thread, on one site. ``heard`` are the dialogues that he has had."""

    site: Site
    language: Language
    contact: Contact
    identity: Identity
    free_from: datetime
    heard: set[str] = field(default_factory=set)

    @property
    def first_name(self) -> str | None:
        return None if self.identity.name is None else first_name(self.identity.name)


class Crowd:
    """Everybody who has written, none of them twice."""

    def __init__(self, book: Book, rng: Random) -> None:
        self._book = book
        self._rng = rng
        self._names: set[str] = set()
        self._addresses: set[str] = set()
        self._customers: list[Customer] = []

    def known(self, site: Site, language: Language, at: datetime) -> list[Customer]:
        """Who has written here before and has nothing open at ``at``."""
        return [
            each
            for each in self._customers
            if (each.site, each.language) == (site, language) and each.free_from < at
        ]

    def somebody_new(
        self,
        site: Site,
        language: Language,
        at: datetime,
        number: int,
        *,
        named: bool | None = None,
    ) -> Customer:
        """Who begins the conversation ``number``; whether he is ``named`` is left to chance."""
        rng = self._rng
        if named is None:
            named = rng.random() >= UNNAMED_SHARE or site.kind != CHAT
        name = self._new_name(language) if named else None
        contact = Contact(
            name=name or f"{UNNAMED[language]} {number}", language=language, created_at=at
        )
        id = Id()
        address = self._new_address(site, id, name or "")
        if name is not None and site.kind in (CHAT, EMAIL):
            contact.emails = [email_of(name)]
            if rng.random() < 0.6:
                contact.phones = [f"+62811555{rng.randint(0, 9999):04}"]
        if phone := phone_of(site.kind, address):
            contact.phones = [phone]
        identity = Identity(
            _id=id,
            channel_id=site.id,
            address=address,
            contact_id=contact.id,
            name=name,
            verified=site.kind != CHAT,
            created_at=at,
        )
        self._book.contacts.append(contact)
        self._book.identities.append(identity)
        self._book.tell(EventType.CONTACT_CREATED, at, contact, SYSTEM)
        customer = Customer(site, language, contact, identity, free_from=at)
        self._customers.append(customer)
        return customer

    def _new_address(self, site: Site, id: Id, name: str) -> str:
        while True:
            address = new_address(site.kind, id, name, self._rng)
            if address not in self._addresses:
                self._addresses.add(address)
                return address

    def _new_name(self, language: Language) -> str:
        groups = [(given.split(), family.split()) for given, family in NAMES[language]]
        while True:
            [(given, family)] = self._rng.choices(groups, [len(given) for given, _ in groups])
            name = f"{self._rng.choice(given)} {self._rng.choice(family)}"
            if name not in self._names:
                self._names.add(name)
                return name
