"""What a provider sent becomes envelopes, and each goes to its story.

The adapter reads the payload; nothing it holds is dropped silently. What cannot be read at all, or
is refused for a reason the provider could do nothing about, is kept as "not understood", with an alarm:
a provider that is told 4xx or 5xx sends the same again for days and holds back the rest.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from prometheus_client import Counter
from pydantic import ValidationError
from pymongo.errors import PyMongoError

from channels_adapters.base import Account, AccountBroken, Payload, TakesWebhooks
from channels_adapters.kit.cleaning import NOT_TOLD
from channels_adapters.kit.tolerant import parsed
from channels_adapters.registry import adapter_of
from hub.kit.errors import HubError, Unavailable
from hub.kit.log import get_logger
from hub.kit.tokens import Signer
from hub.rules.callbacks import answer_in
from hub.rules.incoming import Incoming, Received, in_time
from hub.rules.incoming_messages import uploader_of
from hub.rules.refusals import DifferentBody, MessageNotUnderstood
from hub.services import attachments, mail_threads, quarantine
from hub.services.attachments import Upload
from hub.services.quarantine import reason_of
from hub.store.directory import Directory
from hub.store.files import Files
from hub.store.mongo import Store
from models.documents import Channel
from models.documents.base import Id
from models.envelopes import (
    AnyEnvelope,
    AttachmentEnvelope,
    CallbackEnvelope,
    DeleteEnvelope,
    EditEnvelope,
    ErrorEnvelope,
    IdentityChangeEnvelope,
    IgnoreEnvelope,
    MembershipEnvelope,
    MessageEnvelope,
    PreferenceEnvelope,
    ReactionEnvelope,
    StatusEnvelope,
    SystemEnvelope,
)
from models.words import MessageKind

log = get_logger(__name__)

TAKEN = Counter("simpul_envelopes", "What providers sent, as it was understood", ["kind", "event"])

LARGE = 64 * 1024
"""Bytes of a payload that is read in a thread, so that nobody waits for it."""

OTHERS_BOUNCE = "It says that a mail could not be delivered, but none that was sent from here."

NO_JSON = "It is not JSON."

Story = Callable[[Channel, Any], Awaitable[object]]


@dataclass(frozen=True)
class Stories:
    """Where each kind of envelope goes. Messages and statuses are committed in groups. ``bounce`` tells
    whether it was a mail of ours that came back; ``returned`` is for what we sent to ourselves.
    """

    message: Callable[[Incoming], Awaitable[Received]]
    history: Callable[[Incoming], Awaitable[None]]
    bounce: Callable[[Channel, MessageEnvelope], Awaitable[bool]]
    status: Story
    alteration: Story
    person: Story
    account: Story
    callback: Story
    returned: Story


Owned = tuple[Channel | None, AnyEnvelope]
"""An envelope, and the channel whose account it came to."""


class TakePayload:
    def __init__(
        self,
        store: Store,
        files: Files,
        directory: Directory,
        account_of: Callable[[Channel], Account],
        signer: Signer,
        stories: Stories,
    ) -> None:
        self._store = store
        self._files = files
        self._directory = directory
        self._account_of = account_of
        self._signer = signer
        self._stories = stories

    async def __call__(
        self, channel: Channel, raw: bytes, fetched: Payload | None = None
    ) -> list[Id]:
        """Returns when all of it is stored: what of it was kept as not understood. Raises Unavailable
        when it is to be sent again. ``fetched`` is what a watcher says of it.
        """
        try:
            envelopes = await self._read(channel, raw)
        except Exception as error:
            log.exception("payload_not_understood", channel=str(channel.id))
            return [await self._keep(channel, raw, reason_of(error), fetched)]
        try:
            now = self._store.clock.now()
            return await self._tell(channel, raw, [in_time(one, now) for one in envelopes], fetched)
        except Unavailable:
            raise
        except PyMongoError:
            raise
        except Exception as error:
            log.exception("payload_not_taken", channel=str(channel.id))
            return [await self._keep(channel, raw, reason_of(error), fetched)]

    async def _read(self, channel: Channel, raw: bytes) -> Sequence[AnyEnvelope]:
        adapter, settings = adapter_of(channel.kind), _settings_of(channel)
        if len(raw) < LARGE:
            return adapter.normalise(raw, settings)
        return await asyncio.to_thread(adapter.normalise, raw, settings)

    async def _tell(
        self,
        channel: Channel,
        raw: bytes,
        envelopes: Sequence[AnyEnvelope],
        fetched: Payload | None,
    ) -> list[Id]:
        mine = [(owner, one) for one in envelopes for owner in self._owners(channel, one)]
        kept: list[Id] = []
        if not envelopes and not _is_json(channel, raw):
            kept.append(await self._keep(channel, raw, NO_JSON, fetched))
        for owner, envelope in mine:
            # Else what he wrote under his new id in the same payload would be a stranger's.
            if owner is not None and isinstance(envelope, IdentityChangeEnvelope):
                await self._stories.person(owner, envelope)
        messages, others = await self._messages(channel, raw, mine, fetched)
        kept += others
        for one in [one for one in messages if one.history]:
            await self._file(one)
        present = [one for one in messages if not one.history]
        # In their order, but in one group if it fits.
        stored = await asyncio.gather(
            *(self._stories.message(one) for one in present), return_exceptions=True
        )
        for incoming, outcome in zip(present, stored, strict=True):
            kept += await self._settle(incoming, outcome, raw)
        for owner, envelope in mine:
            if owner is not None and not isinstance(envelope, MessageEnvelope):
                await self._tell_other(owner, envelope)
        return kept

    async def _messages(
        self, channel: Channel, raw: bytes, mine: Sequence[Owned], fetched: Payload | None
    ) -> tuple[list[Incoming], list[Id]]:
        """What customers say in it; bounces are told, and those of mails that are not ours kept."""
        messages: list[Incoming] = []
        kept: list[Id] = []
        for owner, envelope in mine:
            TAKEN.labels(channel.kind, envelope.event).inc()
            if owner is None:
                log.warning("foreign_account", channel=str(channel.id), account=envelope.account_id)
            elif isinstance(envelope, CallbackEnvelope):
                answer = answer_in(envelope, self._store.clock.now())
                if answer is not None:
                    messages.append(Incoming(owner, answer))
            elif isinstance(envelope, MessageEnvelope) and not envelope.is_bounce:
                messages.append(await self._incoming(owner, envelope, fetched))
            elif isinstance(envelope, MessageEnvelope) and not await self._stories.bounce(
                owner, envelope
            ):
                kept.append(await self._keep(channel, raw, OTHERS_BOUNCE, fetched, envelope))
        return messages, kept

    async def _file(self, incoming: Incoming) -> None:
        """One that was there before."""
        try:
            await self._stories.history(incoming)
        except DifferentBody:
            await self._stories.history(_apart(incoming))

    async def _tell_other(self, channel: Channel, envelope: AnyEnvelope) -> None:
        match envelope:
            case StatusEnvelope():
                if envelope.trouble is not None:
                    # First: what failed for it is put back, and would be sent again at once.
                    await self._stories.account(channel, envelope)
                await self._stories.status(channel, envelope)
            case EditEnvelope() | DeleteEnvelope() | ReactionEnvelope():
                await self._stories.alteration(channel, envelope)
            case MembershipEnvelope() | PreferenceEnvelope():
                await self._stories.person(channel, envelope)
            case SystemEnvelope() | ErrorEnvelope():
                await self._stories.account(channel, envelope)
            case CallbackEnvelope():
                await self._stories.callback(channel, envelope)
            case IgnoreEnvelope(correlation_id=str()):
                await self._stories.returned(channel, envelope)
            case IgnoreEnvelope():
                log.info("nothing_to_do", channel=str(channel.id), envelope=envelope.event)

    async def _incoming(
        self, channel: Channel, envelope: MessageEnvelope, fetched: Payload | None
    ) -> Incoming:
        """The envelope as the hub knows its thread, its files in our store."""
        known = envelope
        if known.kind is MessageKind.EMAIL:
            found = await mail_threads.led_to(self._store, self._signer, channel, known)
            if found is not None:
                channel, known = mail_threads.joined(known, channel, found, self._directory)
        uploader = uploader_of(channel, Id(known.identity_id) if known.identity_id else Id())
        files = [await self._stored(channel, file, uploader) for file in known.attachments]
        history = fetched is not None and fetched.history
        of: dict[str, Any] = {"attachments": files}
        if fetched is not None and fetched.received_at is not None:
            # When it was written is a claim; of an old one it is the best there is.
            claim = known.timestamp if history and known.timestamp > NOT_TOLD else None
            of["timestamp"] = min(claim or fetched.received_at, fetched.received_at)
        return Incoming(channel, known.model_copy(update=of), history=history)

    async def _stored(
        self, channel: Channel, file: AttachmentEnvelope, uploader: str
    ) -> AttachmentEnvelope:
        """What came along lies in our store before the message does; what is refused says why."""
        if file.content is None:
            return file
        upload = Upload(
            pieces=_piece(file.content),
            name=file.name,
            mime=file.mime,
            uploader=uploader,
            limit=adapter_of(channel.kind).traits.max_file,
        )
        try:
            stored = await attachments.receive(self._store, self._files, upload)
        except Unavailable:
            raise
        except HubError as refusal:
            return file.model_copy(update={"content": None, "refused": refusal.detail})
        return file.model_copy(update={"content": None, "stored_id": str(stored.id)})

    async def _settle(
        self, incoming: Incoming, outcome: Received | BaseException, raw: bytes
    ) -> list[Id]:
        refusal = outcome if isinstance(outcome, BaseException) else outcome.refusal
        if isinstance(refusal, Unavailable) or (
            isinstance(refusal, BaseException) and not isinstance(refusal, Exception)
        ):
            raise refusal
        if isinstance(refusal, DifferentBody) and incoming.envelope.kind is MessageKind.EMAIL:
            apart = _apart(incoming)
            return await self._settle(apart, await self._stories.message(apart), raw)
        if isinstance(refusal, MessageNotUnderstood) and refusal.kept_id is not None:
            await quarantine.add_raw(self._store, self._files, refusal.kept_id, raw)
            return [refusal.kept_id]
        if isinstance(refusal, Exception):
            log.error("message_not_taken", channel=str(incoming.channel.id), exc_info=refusal)
            reason = reason_of(refusal)
            return [await self._keep(incoming.channel, raw, reason, None, incoming.envelope)]
        return []

    def _owners(self, channel: Channel, envelope: AnyEnvelope) -> Sequence[Channel | None]:
        """The channel whose account it came to: one address may serve several of a kind. News of the
        account itself are for all that share it; None stands for nobody.
        """
        adapter = adapter_of(channel.kind)
        if not envelope.account_id or not isinstance(adapter, TakesWebhooks):
            return [channel]
        siblings = (
            one
            for one in self._directory.channels.values()
            if one.kind == channel.kind and one.id != channel.id and one.enabled
        )
        owners: list[Channel] = []
        for candidate in (channel, *siblings):
            if owners and not isinstance(envelope, SystemEnvelope):
                break
            try:
                if adapter.owns(self._account_of(candidate), envelope.account_id):
                    owners.append(candidate)
            except AccountBroken:
                continue
        return owners or [None]

    async def _keep(
        self,
        channel: Channel,
        raw: bytes,
        reason: str,
        fetched: Payload | None,
        envelope: AnyEnvelope | None = None,
    ) -> Id:
        understood = envelope.model_dump(mode="json") if envelope is not None else None
        old = fetched is not None and fetched.history
        return await quarantine.keep(
            self._store, self._files, channel, raw, reason, understood, history=old
        )


def _apart(incoming: Incoming) -> Incoming:
    """Broken programs give several mails one id: each is taken, under an id of its own."""
    envelope = incoming.envelope
    own = f"{envelope.channel_message_id}#{envelope.fingerprint}"
    return replace(incoming, envelope=envelope.model_copy(update={"channel_message_id": own}))


async def _piece(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _is_json(channel: Channel, raw: bytes) -> bool:
    """Providers that call us speak JSON; what is watched may be anything."""
    return not isinstance(adapter_of(channel.kind), TakesWebhooks) or parsed(raw) is not None


def _settings_of(channel: Channel) -> Any:
    """Read by the adapter's model; None when they do not fit."""
    try:
        return adapter_of(channel.kind).Settings.model_validate(channel.settings)
    except ValidationError:
        return None
