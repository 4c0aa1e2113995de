"""A part of the large data set: conversations by their index, with their messages and customers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from benchmarks.large import people
from benchmarks.large.patterns import ANSWERED, QUEUED, RESOLVED, WAITING, Patterns, Raw
from benchmarks.large.people import (
    Customer,
    agents,
    channels,
    customer,
    departments,
    made_id,
    mixed,
)
from benchmarks.large.talks import RARE_WORDS, Line, Talk, rare_word, talks
from hub.demo.scripts import Who
from hub.kit.contact_words import words_of_contact
from hub.kit.words import number_word, with_stems, words_of
from hub.rules.audience import (
    ADMINS,
    member_room,
    observers_of_room,
    observers_room,
    queue_room,
    visitor_room,
)
from models.documents import Member
from models.documents.base import Id

TWO_YEARS = timedelta(days=730)
RETURNING = 0.6
"""Of the conversations, those of somebody who has written before."""

OPEN_SHARE = 0.005
"""Of the newest conversations: four in five of them are open still."""

CLOSING = Line(Who.AGENT, "Baik, terima kasih.")
"""Said where a talk has no answer of its own."""

CLOSING_WORDS = frozenset(words_of(CLOSING.text))

MOST_MESSAGES = 100
"""Of one conversation: ids of messages are counted in it."""


@dataclass
class Part:
    """Documents ready to be inserted; ``words`` counts what they are found by."""

    contacts: list[Raw] = field(default_factory=list)
    identities: list[Raw] = field(default_factory=list)
    conversations: list[Raw] = field(default_factory=list)
    messages: list[Raw] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)


class Shelf:
    """``total`` conversations over two years, the same for the same ``seed``."""

    def __init__(self, patterns: Patterns, total: int, seed: int, end: datetime) -> None:
        self._patterns = patterns
        self._total = total
        self._seed = seed
        self._end = end
        self._talks: Sequence[Talk] = talks(seed)
        self._regulars = max(int(total * (1 - RETURNING)), 1)
        self._first_open = total - max(int(total * OPEN_SHARE), 40)
        self._agents_of: list[list[Member]] = [
            [each for each in agents() if each.department_ids == [department.id]]
            for department in departments()
        ]

    def part(self, first: int, count: int) -> Part:
        part = Part()
        for index in range(first, min(first + count, self._total)):
            self._add_conversation(part, index)
            if index < self._regulars:
                self._add_customer(part, customer(index), self._started_at(index))
        return part

    def _started_at(self, index: int) -> datetime:
        """The business grows: the second year has more than the first."""
        share = (index / self._total) ** 0.8
        # Whole milliseconds, as MongoDB keeps them.
        ms = int(TWO_YEARS.total_seconds() * 1000 * (share - 1))
        return self._end + timedelta(milliseconds=ms) - timedelta(minutes=20)

    def _kind(self, index: int) -> str:
        if index < self._first_open or mixed(index, 5) % 5 == 0:
            return RESOLVED
        return (QUEUED, WAITING, ANSWERED, ANSWERED)[mixed(index, 6) % 4]

    def _customer(self, part: Part, index: int, kind: str) -> Customer:
        """Somebody known by then; whoever has an open conversation has no other one."""
        if kind == RESOLVED:
            known = max(min(int(index * (1 - RETURNING)), self._regulars - 1), 1)
            return customer(mixed(index, 7) % known)
        who = customer(self._total + index)
        self._add_customer(part, who, self._started_at(index))
        return who

    def _add_customer(self, part: Part, who: Customer, at: datetime) -> None:
        part.contacts.append(
            {
                **self._patterns.contact,
                "_id": who.contact_id,
                "name": who.name,
                "emails": [who.email],
                "phones": [who.phone],
                "words": words_of_contact(who.name, [who.email], [who.phone]),
                **who.particulars(),
                "created_at": at,
            }
        )
        part.identities.append(
            {
                **self._patterns.identity,
                "_id": who.identity_id,
                "channel_id": channels()[who.place].id,
                "address": str(who.identity_id),
                "contact_id": who.contact_id,
                "name": who.name,
                "created_at": at,
            }
        )

    def _add_conversation(self, part: Part, index: int) -> None:
        kind = self._kind(index)
        who = self._customer(part, index, kind)
        talk = self._talks[mixed(index, 8 + self._seed) % len(self._talks)]
        lines = _as_long_as(talk.lines, kind)
        staff = self._agents_of[who.place]
        agent = staff[mixed(index, 9) % len(staff)]
        started_at = self._started_at(index)
        rare = rare_word(
            mixed(index, 10) % RARE_WORDS * (mixed(index, 11) % RARE_WORDS) // RARE_WORDS
        )
        receipt = str(mixed(index, 12) % 10**8)
        messages = self._messages(index, who, agent, lines, started_at, f"PKT {receipt} {rare}")
        part.messages += messages
        raw = self._conversation(index, kind, who, agent, messages, started_at)
        words = {
            number_word(index + 1),
            *who.words(),
            *talk.words,
            *with_stems(rare),
            receipt,
            "pkt",
        }
        if CLOSING in lines:
            words |= CLOSING_WORDS
        raw["words"] = sorted(words)
        part.words.update(word for word in words if not word[0].isdigit() and word[0] != "#")
        part.conversations.append(raw)

    def _messages(
        self,
        index: int,
        who: Customer,
        agent: Member,
        lines: Sequence[Line],
        at: datetime,
        extra: str,
    ) -> list[Raw]:
        found = []
        for place, line in enumerate(lines):
            if place:
                at = at + timedelta(seconds=20 + mixed(index, 20 + place) % 160)
            values: dict[str, Any] = {
                "_id": made_id("message", index * MOST_MESSAGES + place),
                "conversation_id": made_id("talk", index),
                "channel_id": channels()[who.place].id,
                "number": place + 1,
                "text": line.text if place else f"{line.text} {extra}",
                "at": at,
            }
            found.append(self._written(line, values, who, agent))
        return found

    def _written(self, line: Line, values: dict[str, Any], who: Customer, agent: Member) -> Raw:
        if line.who is Who.CUSTOMER:
            author = {**self._patterns.inbound["author"], "id": who.contact_id, "name": who.name}
            values["external_id"] = f"{who.identity_id}:{values['_id']}"
            return {**self._patterns.inbound, **values, "author": author}
        pattern = self._patterns.note if line.who is Who.NOTE else self._patterns.outbound
        author = {**pattern["author"], "id": agent.id, "name": agent.name}
        return {**pattern, **values, "author": author, "client_id": str(values["_id"])}

    def _conversation(
        self,
        index: int,
        kind: str,
        who: Customer,
        agent: Member,
        messages: list[Raw],
        started_at: datetime,
    ) -> Raw:
        public = [one for one in messages if one["visibility"] == "public"]
        inbound = [one for one in public if one["direction"] == "inbound"]
        department, last = departments()[who.place], public[-1]
        values: Raw = {
            **self._patterns.conversations[kind],
            "_id": made_id("talk", index),
            "number": index + 1,
            "channel_id": channels()[who.place].id,
            "thread_key": str(who.identity_id),
            "identity_id": who.identity_id,
            "address": str(who.identity_id),
            "contact": {"id": who.contact_id, "name": who.name},
            "department_id": department.id,
            "started_at": started_at,
            "queued_at": started_at,
            "last_number": len(messages),
            "last_message": _summed_up(self._patterns.conversations[kind]["last_message"], last),
            "last_inbound_at": inbound[-1]["at"],
            "last_activity_at": last["at"],
        }
        rooms = {ADMINS, observers_room(department.id), visitor_room(Id(who.identity_id))}
        if kind == QUEUED:
            rooms.add(queue_room(department.id))
            values |= {"waiting_since": started_at, "unread": len(inbound)}
        else:
            rooms |= {member_room(agent.id), observers_of_room(agent.id)}
            values |= _handled(kind, agent, started_at, public, inbound)
        if kind == RESOLVED:
            values |= _ended(values, index, agent, last["at"])
        if "label_ids" in values:
            values["label_ids"] = _labels(index)
        values["audience"] = sorted(rooms)
        return values


def _as_long_as(lines: Sequence[Line], kind: str) -> Sequence[Line]:
    """Who waits has had no answer yet, or said the last word; whoever was answered has not."""
    customers = [line for line in lines if line.who is Who.CUSTOMER]
    staff = [line for line in lines if line.who is Who.AGENT]
    if kind == QUEUED:
        return customers[:2]
    answered = [*lines, *(staff[-1:] or [CLOSING])]
    return [*answered, customers[-1]] if kind == WAITING else answered


def _summed_up(pattern: Raw, message: Raw) -> Raw:
    return {
        **pattern,
        "number": message["number"],
        "direction": message["direction"],
        "author_kind": message["author"]["kind"],
        "author_name": message["author"]["name"],
        "text": message["text"][:200],
        "at": message["at"],
    }


def _handled(
    kind: str, agent: Member, started_at: datetime, public: list[Raw], inbound: list[Raw]
) -> Raw:
    by_staff = [one for one in public if one["direction"] == "outbound"]
    assigned_at = started_at + timedelta(seconds=10)
    person = {"id": agent.id, "name": agent.name}
    values: Raw = {
        "assignee": person,
        "last_agent": person,
        "assigned_at": assigned_at,
        "first_assigned_at": assigned_at,
        "answered_at": by_staff[0]["at"],
        "staff_read_number": by_staff[-1]["number"],
    }
    if kind == WAITING:
        values |= {"waiting_since": inbound[-1]["at"], "unread": 1}
    return values


def _ended(values: Raw, index: int, agent: Member, at: datetime) -> Raw:
    chance = mixed(index, 13) % 100
    cause = "spam" if chance < 2 else "supervisor" if chance < 10 else "agent"
    return {
        "assignee": None,
        "resolved_at": at + timedelta(seconds=60),
        "resolved_by": {**values["resolved_by"], "id": agent.id, "name": agent.name},
        "resolve_cause": cause,
    }


def _labels(index: int) -> list[Any]:
    """Some labels are on every fifth conversation, some on one in a thousand."""
    chance = mixed(index, 14) % 1_000
    found = [made_id("label", n) for n in range(people.LABELS) if chance % (5 + 40 * n) == 0]
    return found[:3]
