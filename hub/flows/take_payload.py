"""What a provider sent becomes envelopes, and each goes to its story.

The adapter reads the payload; nothing it holds is dropped silently. What cannot be read at all, or
is refused for a reason the provider could do nothing about, is kept as "not understood", with an alarm:
a provider that is told 4xx or 5xx sends the same again for days and holds back the rest.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from prometheus_client import Counter
from pydantic import ValidationError

from channels_adapters.base import Account, AccountBroken, Payload, TakesWebhooks
from channels_adapters.registry import adapter_of
from hub.kit.errors import HubError, Unavailable
from hub.kit.log import get_logger
from hub.kit.tokens import Signer
from hub.rules.incoming_messages import uploader_of
from hub.services import attachments, identities, mail_threads
from hub.services.attachments import Upload
from hub.services.intake import Incoming, Received
from hub.store.directory import Directory
from hub.store.files import Files
from hub.store.mongo import Store
from models.documents import Channel, NotUnderstood
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

NOT_UNDERSTOOD = Counter("simpul_payloads_not_understood", "Payloads kept for an admin", ["kind"])
TAKEN = Counter("simpul_envelopes", "What providers sent, as it was understood", ["kind", "event"])

MOST_KEPT = 200_000
"""Characters of a payload that is kept."""

Story = Callable[[Channel, Any], Awaitable[object]]


@dataclass(frozen=True)
class Stories:
    """Where each kind of envelope goes. Messages and statuses are committed in groups."""

    message: Callable[[Incoming], Awaitable[Received]]
    status: Story
    alteration: Story
    person: Story
    account: Story


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

    async def __call__(self, channel: Channel, raw: bytes, fetched: Payload | None = None) -> None:
        """Returns when all of it is stored. Raises Unavailable when it is to be sent again.

        ``fetched`` is what a watcher says of it.
        """
        try:
            envelopes = adapter_of(channel.kind).normalise(raw, _settings_of(channel))
        except Exception as error:
            log.exception("payload_not_understood", channel=str(channel.id))
            await self._keep(channel, raw, error)
            return
        try:
            await self._tell(channel, envelopes, fetched)
        except Unavailable:
            raise
        except Exception as error:
            log.exception("payload_not_taken", channel=str(channel.id))
            await self._keep(channel, raw, error)

    async def _tell(
        self, channel: Channel, envelopes: Sequence[AnyEnvelope], fetched: Payload | None
    ) -> None:
        mine = [(self._owner(channel, one), one) for one in envelopes]
        messages = []
        for owner, envelope in mine:
            TAKEN.labels(channel.kind, envelope.event).inc()
            if owner is None:
                log.warning("foreign_account", channel=str(channel.id), account=envelope.account_id)
            elif isinstance(envelope, MessageEnvelope):
                messages.append(await self._incoming(owner, envelope, fetched))
        # In their order, but in one group if it fits.
        stored = await asyncio.gather(
            *(self._stories.message(one) for one in messages), return_exceptions=True
        )
        for incoming, outcome in zip(messages, stored, strict=True):
            await self._settle(incoming, outcome)
        for owner, envelope in mine:
            if owner is not None and not isinstance(envelope, MessageEnvelope):
                await self._tell_other(owner, envelope)

    async def _tell_other(self, channel: Channel, envelope: AnyEnvelope) -> None:
        match envelope:
            case StatusEnvelope():
                await self._stories.status(channel, envelope)
            case EditEnvelope() | DeleteEnvelope() | ReactionEnvelope():
                await self._stories.alteration(channel, envelope)
            case IdentityChangeEnvelope() | MembershipEnvelope() | PreferenceEnvelope():
                await self._stories.person(channel, envelope)
            case SystemEnvelope() | ErrorEnvelope():
                await self._stories.account(channel, envelope)
            case CallbackEnvelope() | IgnoreEnvelope():
                log.info("nothing_to_do", channel=str(channel.id), envelope=envelope.event)

    async def _incoming(
        self, channel: Channel, envelope: MessageEnvelope, fetched: Payload | None
    ) -> Incoming:
        """The envelope as the hub knows its sender and thread, its files in our store."""
        known = await identities.as_known(self._store, channel, envelope)
        if known.kind is MessageKind.EMAIL:
            found = await mail_threads.led_to(self._store, self._signer, channel, known)
            if found is not None:
                channel, known = mail_threads.joined(known, channel, found, self._directory)
        uploader = uploader_of(channel, Id(known.identity_id) if known.identity_id else Id())
        files = [await self._stored(channel, file, uploader) for file in known.attachments]
        history = fetched is not None and fetched.history
        return Incoming(channel, known.model_copy(update={"attachments": files}), history=history)

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

    async def _settle(self, incoming: Incoming, outcome: Received | BaseException) -> None:
        if isinstance(outcome, Unavailable) or (
            isinstance(outcome, BaseException) and not isinstance(outcome, Exception)
        ):
            raise outcome
        refusal = outcome if isinstance(outcome, Exception) else outcome.refusal
        if isinstance(refusal, HubError) and not isinstance(outcome, Exception):
            # Kept already, by who set it aside.
            return
        if isinstance(refusal, Exception):
            log.error("message_not_taken", channel=str(incoming.channel.id), exc_info=refusal)
            envelope = incoming.envelope.model_dump(mode="json")
            await self._write_down(incoming.channel, refusal, envelope)

    def _owner(self, channel: Channel, envelope: AnyEnvelope) -> Channel | None:
        """The channel whose account it came to: one address may serve several of a kind."""
        adapter = adapter_of(channel.kind)
        if not isinstance(adapter, TakesWebhooks) or not envelope.account_id:
            return channel
        siblings = (
            one
            for one in self._directory.channels.values()
            if one.kind == channel.kind and one.id != channel.id and one.enabled
        )
        for candidate in (channel, *siblings):
            try:
                if adapter.owns(self._account_of(candidate), envelope.account_id):
                    return candidate
            except AccountBroken:
                continue
        return None

    async def _keep(self, channel: Channel, raw: bytes, error: Exception) -> None:
        text = raw.decode("utf-8", "replace").replace("\x00", "\ufffd")
        await self._write_down(channel, error, {"raw": text[:MOST_KEPT]})

    async def _write_down(
        self, channel: Channel, error: Exception, envelope: dict[str, Any]
    ) -> None:
        NOT_UNDERSTOOD.labels(channel.kind).inc()
        await self._store.insert(
            NotUnderstood(
                channel_id=channel.id,
                reason=f"{type(error).__name__}: {error}"[:500],
                envelope=envelope,
                at=self._store.clock.now(),
            )
        )


async def _piece(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _settings_of(channel: Channel) -> Any:
    """Read by the adapter's model; None when they do not fit."""
    try:
        return adapter_of(channel.kind).Settings.model_validate(channel.settings)
    except ValidationError:
        return None
