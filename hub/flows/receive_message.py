"""Customers' messages come in, a batch at a time, and become conversations.

Each message finds its identity and contact (or makes them), then its conversation: the open one
of its thread, the one resolved a short while ago (which reopens, S12), or a new one in the queue
(S2). All of a batch is written in one transaction; whoever sent it is answered only afterwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from channels_adapters.base import Medium
from channels_adapters.registry import adapter_of
from hub.kit.errors import Unavailable
from hub.rules.blocking import Blocked
from hub.rules.incoming import Address, Incoming, Received
from hub.rules.incoming_messages import asks
from hub.rules.reaching import is_verified, proof_of
from hub.rules.refusals import DifferentBody
from hub.rules.suspicion import is_suspected, is_trusted, marks_of
from hub.services import (
    attachments,
    channels,
    contacts,
    conversations,
    early_reports,
    identities,
    intake,
    messages,
    networks,
)
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.numbers import CONVERSATIONS, Numbers
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Identity, Message
from models.documents.base import Id
from models.words import ResolveCause, Suspicion

Outcome = dict[messages.ExternalId, tuple[Message, bool]]
"""The stored message of each external id, and whether this batch stored it."""


EVER = datetime(1970, 1, 1, tzinfo=UTC)

SWITCHED_OFF = "This channel has just been switched off. Nothing was stored."

FEW_NEW = 4
"""Conversations that a batch is at first expected to begin; most messages continue one."""


class _MoreNumbers(Exception):
    """More conversations begin than was expected."""


class ReceiveMessages:
    """The story, with what it needs to know of the house."""

    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory
        self._numbers = Numbers(store, CONVERSATIONS)

    async def __call__(self, incoming: Sequence[Incoming]) -> list[Received]:
        """Store a batch; one outcome for each envelope, in order. Raises when none was stored."""
        firsts = {each.external_id: each for each in reversed(incoming)}
        once = [firsts[id] for id in dict.fromkeys(each.external_id for each in incoming)]
        try:
            outcome = await self._transact(once, FEW_NEW)
        except _MoreNumbers:
            outcome = await self._transact(once, len(once))
        return _received(incoming, outcome)

    async def _transact(self, once: list[Incoming], most_new: int) -> Outcome:
        """Write the batch, which may begin up to ``most_new`` conversations."""
        numbers = await self._numbers.borrow(most_new)
        unused = numbers
        tries = 0

        async def work(tx: Transaction) -> Outcome:
            nonlocal unused, tries
            tries += 1
            left = iter(numbers)
            # Visitors hardly repeat: the unique index finds it, and only then it is looked for.
            # But providers do, and a repeat's files have been taken already, which would be
            # refused first.
            look = tries > 1 or any(map(_may_be_a_repeat, once))
            outcome = await self._receive(tx, once, left, look_for_repeats=look)
            unused = list(left)
            return outcome

        try:
            outcome = await self._store.transact(work)
        except _MoreNumbers:
            self._numbers.give_back(numbers)
            raise
        # After any other failure they are let go: an uncertain commit may have used them.
        self._numbers.give_back(unused)
        return outcome

    async def _receive(
        self,
        tx: Transaction,
        incoming: list[Incoming],
        numbers: Iterator[int],
        *,
        look_for_repeats: bool,
    ) -> Outcome:
        ids = [each.external_id for each in incoming] if look_for_repeats else []
        known = await messages.stored_already(tx, ids)
        fresh = [each for each in incoming if each.external_id not in known]
        draft = intake.Draft(tx, self._directory)
        if fresh:
            fresh = await _as_known(tx, fresh)
            draft.go_on_in(await conversations.open_in(tx, {each.thread for each in fresh}))
            fresh = await _while_switched_on(tx, fresh, draft)
            without = [each for each in fresh if each.thread not in draft.open]
            await self._begin_or_reopen(tx, draft, without, numbers)
            files = await attachments.keep_many(tx, [draft.claim_of(each) for each in fresh])
            draft.quoted = await _quoted(tx, fresh)
            early = await early_reports.take(tx, [each.external_id for each in _reported(fresh)])
            for each, kept in zip(fresh, files, strict=True):
                draft.add_message(each, kept, early.get(each.external_id, ()))
            await draft.write()
            await networks.note(tx, draft.networks)
        outcome = {id: (message, False) for id, message in known.items()}
        return outcome | {id: (message, True) for id, message in draft.messages.items()}

    async def _begin_or_reopen(
        self, tx: Transaction, draft: intake.Draft, without: list[Incoming], numbers: Iterator[int]
    ) -> None:
        """Give every thread that has no open conversation one."""
        if not without:
            return
        blocked = Blocked.of(self._directory.blocks, tx.now)
        met = await contacts.identities_at(tx, {each.address for each in without})
        # Of mail, what asks for nobody and the blocked the newest of the thread counts, however old.
        ever = {
            each.thread
            for each in without
            if _is_mail(each) or not asks(each.envelope) or _is_stopped(blocked, met, each)
        }
        newest = await conversations.lately_resolved_in(
            tx, {each.thread for each in without} - ever, draft.reopening_since()
        )
        newest |= await conversations.lately_resolved_in(tx, ever, EVER)
        agents = await conversations.last_agents_of(tx, newest.values())
        people = await contacts.contacts_of(tx, met.values())
        for each in without:
            stopped = _is_stopped(blocked, met, each)
            if stopped:
                draft.stop(each)
            if each.thread in draft.open:
                continue
            before = newest.get(each.thread)
            if before and _stays_ended(before, each, stopped=stopped):
                draft.attach(before)
                continue
            marks = _marks(before, each, met)
            if before and not marks and not stopped and draft.reopens(before, each):
                draft.reopen(before, agents)
                continue
            draft.suspect(each, marks)
            number = next(numbers, None)
            if number is None:
                raise _MoreNumbers
            identity = met.get(each.address)
            contact = people.get(identity.contact_id) if identity else None
            if identity is None or contact is None:
                contact, identity = await _meet(tx, draft, each, number)
                met[each.address], people[contact.id] = identity, contact
            elif not identity.verified and is_verified(each.channel, each.envelope):
                await contacts.prove(tx, identity, proof_of(each.channel, each.envelope))
            await draft.begin(each, contact, identity, number)


async def _while_switched_on(
    tx: Transaction, fresh: list[Incoming], draft: intake.Draft
) -> list[Incoming]:
    """Without what would begin something on a channel that has just been switched off."""
    begin_on = {each.channel.id for each in fresh if each.thread not in draft.open}
    on = await channels.switched_on(tx, begin_on) if begin_on else {}
    return [each for each in fresh if each.thread in draft.open or each.channel.id in on]


async def _as_known(tx: Transaction, fresh: list[Incoming]) -> list[Incoming]:
    told = [(each.channel, each.envelope) for each in fresh]
    known = await identities.as_known(tx, told)
    return [replace(each, envelope=one) for each, one in zip(fresh, known, strict=True)]


def _may_be_a_repeat(each: Incoming) -> bool:
    traits = adapter_of(each.channel.kind).traits
    return bool(each.envelope.attachments) or not traits.delivers_by_feed


def _is_mail(each: Incoming) -> bool:
    return adapter_of(each.channel.kind).traits.medium is Medium.MAIL


def _is_stopped(blocked: Blocked, met: dict[Address, Identity], each: Incoming) -> bool:
    identity = met.get(each.address)
    return blocked.stops(identity.id if identity else None, each.envelope.sender_id, each.network)


def _stays_ended(before: Conversation, each: Incoming, *, stopped: bool) -> bool:
    """It goes to the last one of its thread, which it wakes no more. What is stopped joins only what is
    filed as spam: in anything else nobody would ever find it.
    """
    if stopped:
        return before.resolve_cause is ResolveCause.SPAM
    return not asks(each.envelope) or is_suspected(before)


def _marks(
    before: Conversation | None, each: Incoming, met: dict[Address, Identity]
) -> list[Suspicion]:
    """Why it goes to Suspected; nothing does where somebody of the staff has answered before."""
    if before is not None and is_trusted(before):
        return []
    return marks_of(each.envelope, met.get(each.address))


async def _meet(
    tx: Transaction, draft: intake.Draft, each: Incoming, number: int
) -> tuple[Contact, Identity]:
    """Somebody who writes on this channel for the first time; he may be known from another one."""
    proof = proof_of(each.channel, each.envelope)
    known = await contacts.certain(tx, proof)
    contact = known or contacts.new_contact(each.envelope, proof, draft.language, number, tx.now)
    identity = contacts.new_identity(each.channel, each.envelope, contact, tx.now)
    await contacts.vouch(tx, proof, contact.id)
    draft.meet(None if known else contact, identity)
    return contact, identity


async def _quoted(tx: Transaction, fresh: list[Incoming]) -> dict[messages.ExternalId, Id]:
    """Our ids of the messages that some of these answer."""
    wanted = [
        (each.channel.id, each.envelope.reply_to_id) for each in fresh if each.envelope.reply_to_id
    ]
    if not wanted:
        return {}
    found = await messages.reported(tx, wanted, ())
    return {external: message.id for external, message in found.by_external.items()}


def _reported(fresh: list[Incoming]) -> list[Incoming]:
    """Those of channels on which a report may overtake its message."""
    return [each for each in fresh if not adapter_of(each.channel.kind).traits.delivers_by_feed]


def _received(incoming: Sequence[Incoming], outcome: Outcome) -> list[Received]:
    """One outcome for each envelope: of several with one id the first stored it. What was left out is
    to come again: by then its entrance knows that the channel is off.
    """
    told: set[messages.ExternalId] = set()
    received = []
    for each in incoming:
        if each.external_id not in outcome:
            received.append(Received(refusal=Unavailable(SWITCHED_OFF)))
            continue
        message, created = outcome[each.external_id]
        if not each.envelope.says_the_same(message.fingerprint):
            received.append(Received(refusal=DifferentBody()))
            continue
        received.append(Received(message, created and each.external_id not in told))
        told.add(each.external_id)
    return received
