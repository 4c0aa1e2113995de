"""What is going on at the moment of loading: conversations in the queues and in agents' hands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from hub.demo.acting import act, between, times
from hub.demo.book import Book
from hub.demo.customers import Crowd, Customer
from hub.demo.episode import Episode
from hub.demo.house import LINES, SITES, House, Site
from hub.demo.scripts import Script, titled
from hub.demo.wording import words
from hub.rules.names import first_name
from models.documents import Workspace
from models.words import MessageStatus

MAIN, BUSINESS, BILLS = SITES
PHONE, BOT, POST = LINES


@dataclass(frozen=True)
class Scene:
    """``began`` and ``last`` (its newest line) are minutes ago; no ``agent``: it waits in the queue.

    ``read``: the agent has opened the newest message; ``receipt``: how far his last words got.
    """

    title: str
    site: Site
    began: float
    last: float
    agent: str | None = None
    read: bool = False
    receipt: MessageStatus = MessageStatus.READ
    returning: bool = False
    named: bool = True


SCENES = (
    Scene("kue pengantin", MAIN, 11, 1.5, "sari", returning=True),
    Scene("keripik untuk reseller", MAIN, 17, 6, "sari", returning=True),
    Scene("film camera", MAIN, 35, 23, "sari"),
    Scene("obat untuk ibu", MAIN, 10, 4, "budi"),
    Scene("laptop kantor", MAIN, 19, 9, "budi", read=True),
    Scene("bicycle for sale", MAIN, 22, 12, "budi", receipt=MessageStatus.DELIVERED),
    Scene("tagihan ganda bulan ini", BILLS, 18, 7, "ana", read=True, returning=True),
    Scene("bukti potong pajak", BILLS, 71, 61, "ana", receipt=MessageStatus.SENT),
    Scene("quotation for a gallery", BUSINESS, 6, 0.7, "rizky"),
    Scene("deposit agen", BILLS, 30, 19, "dewi"),
    Scene("kucing di dalam kardus", MAIN, 1.4, 0.6),
    Scene("gaun sewaan", MAIN, 4, 4),
    Scene("resi tidak bergerak", MAIN, 7, 6, named=False),
    Scene("visa papers", MAIN, 11, 9),
    Scene("dua ratus hampers", BUSINESS, 3.5, 2.5),
    Scene("saldo cod", BILLS, 9, 9, returning=True),
    Scene("invoice in english", BILLS, 2, 2, returning=True),
    Scene("kurir salah rumah", PHONE, 14, 3, "sari"),
    Scene("kiriman ke luar pulau", PHONE, 26, 8, "budi", receipt=MessageStatus.DELIVERED),
    Scene("kemarin sore", PHONE, 26 * 60, 25 * 60, "ana", read=True),
    Scene("parcel at reception", PHONE, 5, 2),
    Scene("kardus sobek", PHONE, 8, 7),
    Scene("kirim tanaman", BOT, 9, 3.2, "rizky", receipt=MessageStatus.SENT),
    Scene("jemput barang pameran", BOT, 6, 5),
    Scene("permintaan faktur pajak", POST, 190, 41, "ana", receipt=MessageStatus.SENT),
    Scene("kerja sama pengiriman", POST, 125, 95, "dewi", receipt=MessageStatus.SENT),
    Scene("salah tagih", POST, 52, 52),
    Scene("statement of account", POST, 33, 33),
)


class Present:
    def __init__(self, book: Book, house: House, crowd: Crowd, rng: Random) -> None:
        self._book = book
        self._house = house
        self._crowd = crowd
        self._rng = rng

    def play(self, scene: Scene, number: int, now: datetime, rules: Workspace) -> None:
        """As it stands at ``now``, by the house's rules."""
        rng, house = self._rng, self._house
        began, last = (now - _minutes(each) for each in (scene.began, scene.last))
        script = titled(scene.title)
        who = self._customer(scene, script, began, number)
        agent = house.members[scene.agent] if scene.agent else None
        name = first_name(agent.name) if agent else ""
        filled = words(rng, script.language, began, who.first_name, name)
        script = script.told(filled, rng)
        episode = Episode(self._book, house, who, number, began, rng, script.title)
        at = between(times(script.lines, began, rng), began, last)
        act(episode, script, at, filled, agent)
        if scene.read:
            episode.read()
        episode.receipts(scene.receipt)
        episode.mark_unanswered(now, rules.unanswered_after)
        episode.settle(now, rules.quiet_after)
        who.free_from = now + timedelta(days=1)

    def _customer(self, scene: Scene, script: Script, began: datetime, number: int) -> Customer:
        known = [
            customer
            for customer in self._crowd.known(scene.site, script.language, began)
            if customer.first_name is not None
        ]
        if scene.returning and known:
            return self._rng.choice(known)
        return self._crowd.somebody_new(
            scene.site, script.language, began, number, named=scene.named
        )


def scenes() -> list[Scene]:
    """In order of their beginning."""
    return sorted(SCENES, key=lambda scene: -scene.began)


def _minutes(count: float) -> timedelta:
    return timedelta(seconds=round(count * 60))
