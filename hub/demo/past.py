"""Six weeks of conversations that are over, by varied agents, in working hours of Jakarta."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from hub.demo.acting import act, times
from hub.demo.book import Book
from hub.demo.customers import Crowd, Customer
from hub.demo.episode import Episode
from hub.demo.house import ADMIN, CHANNELS, House, Site
from hub.demo.scripts import Script, stock
from hub.demo.wording import JAKARTA, words
from hub.rules.names import first_name
from models.documents import Member
from models.words import Language, MessageStatus, ResolveCause, Role

DAYS = 42
A_DAY = (9, 8, 8, 8, 9, 5, 2)
"""Conversations by weekday, from Monday on."""

HOURS = (8, 9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 14, 14, 15, 15, 16, 17, 18, 19)
OVER_BY_NOW = timedelta(hours=2, minutes=30)
"""What began longer ago than this is over."""

REST = timedelta(hours=3)
"""After its beginning nobody starts another conversation."""

SITE_SHARES = (32, 12, 11, 23, 11, 11)
"""Of each channel."""

INDONESIAN_SHARE = 0.7
RETURNING_SHARE = 0.38
GIVEN_SHARE = 0.1
"""Of the conversations that a supervisor or admin gave to an agent."""

CLOSED_BY_SUPERVISOR_SHARE = 0.05
RECEIPTS = (*[MessageStatus.READ] * 7, MessageStatus.DELIVERED, MessageStatus.SENT)


@dataclass(frozen=True)
class Slot:
    """When and where a conversation began."""

    at: datetime
    site: Site
    language: Language


def slots(now: datetime, rng: Random) -> list[Slot]:
    """In order of time."""
    today = now.astimezone(JAKARTA).replace(hour=0, minute=0, second=0, microsecond=0)
    found = []
    for day in (today - timedelta(days=back) for back in range(DAYS, -1, -1)):
        for _ in range(A_DAY[day.weekday()]):
            into_hour = timedelta(milliseconds=rng.randrange(3_600_000))
            at = day + timedelta(hours=rng.choice(HOURS)) + into_hour
            [site] = rng.choices(CHANNELS, SITE_SHARES)
            indonesian = rng.random() < INDONESIAN_SHARE
            language = Language.INDONESIAN if indonesian else Language.ENGLISH
            if at <= now - OVER_BY_NOW:
                found.append(Slot(at.astimezone(now.tzinfo), site, language))
    return sorted(found, key=lambda slot: slot.at)


class Past:
    """Fills slots with people and dialogues."""

    def __init__(self, book: Book, house: House, crowd: Crowd, rng: Random) -> None:
        self._book = book
        self._house = house
        self._crowd = crowd
        self._rng = rng
        self._decks: dict[tuple[str, Language], list[Script]] = {}

    def play(self, slot: Slot, number: int) -> None:
        """One conversation, from its first message to its resolve."""
        rng, house = self._rng, self._house
        who = self._customer(slot, number)
        drawn = self._draw(slot, who)
        agent = self._agent(slot.site)
        overseers = [*house.members_of(slot.site, Role.SUPERVISOR), house.members[ADMIN.nick]]
        filled = words(rng, slot.language, slot.at, who.first_name, first_name(agent.name))
        script = drawn.told(filled, rng)
        episode = Episode(self._book, house, who, number, slot.at, rng, script.title)
        giver = rng.choice(overseers) if rng.random() < GIVEN_SHARE else agent
        at = times(script.lines, slot.at, rng)
        act(episode, script, at, filled, agent, giver)
        end = at[-1] + timedelta(milliseconds=rng.randint(15_000, 240_000))
        if episode.doc.assignee is None:
            episode.assign(end - timedelta(seconds=12), agent, agent)
        episode.read()
        episode.receipts(rng.choice(RECEIPTS))
        closer = overseers[0] if rng.random() < CLOSED_BY_SUPERVISOR_SHARE else agent
        episode.resolve(end, closer, ResolveCause.SPAM if script.spam else None)
        who.free_from = slot.at + REST

    def _agent(self, site: Site) -> Member:
        """One of its department; those whose first department it is have most of its work."""
        agents = self._house.members_of(site, Role.AGENT)
        home = self._house.departments[site.department].id
        shares = [3 if agent.department_ids[0] == home else 1 for agent in agents]
        [agent] = self._rng.choices(agents, shares)
        return agent

    def _customer(self, slot: Slot, number: int) -> Customer:
        known = self._crowd.known(slot.site, slot.language, slot.at)
        if known and self._rng.random() < RETURNING_SHARE:
            return self._rng.choice(known)
        return self._crowd.somebody_new(slot.site, slot.language, slot.at, number)

    def _draw(self, slot: Slot, who: Customer) -> Script:
        """The next dialogue of a shuffled deck, one that this customer has not had if possible."""
        deck = self._decks.setdefault((slot.site.topic, slot.language), [])
        fresh = [script for script in deck if script.title not in who.heard]
        if not fresh:
            again = list(stock(slot.language, slot.site.topic))
            self._rng.shuffle(again)
            deck.extend(again)
            fresh = [each for each in deck if each.title not in who.heard] or deck
        script = fresh[0]
        deck.remove(script)
        who.heard.add(script.title)
        return script
