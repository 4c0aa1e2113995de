"""Whether somebody is blocked, and what can be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from hub.kit.errors import Invalid
from hub.rules.addresses import EMAIL, clean_email
from models.documents import Block, Conversation
from models.documents.base import Id
from models.documents.conversation import ResolvedBy
from models.words import ActorKind, BlockKind, ConversationState, ResolveCause


@dataclass(frozen=True)
class Blocked:
    """All blocks, as they are looked up with every message."""

    identities: frozenset[Id] = frozenset()
    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    networks: frozenset[str] = frozenset()

    @classmethod
    def of(cls, blocks: Iterable[Block], now: datetime) -> "Blocked":
        by_kind: dict[BlockKind, set[str]] = {kind: set() for kind in BlockKind}
        for block in blocks:
            if holds(block, now):
                by_kind[block.kind].add(block.value)
        return cls(
            frozenset(Id(id) for id in by_kind[BlockKind.IDENTITY]),
            frozenset(by_kind[BlockKind.ADDRESS]),
            frozenset(by_kind[BlockKind.DOMAIN]),
            frozenset(by_kind[BlockKind.NETWORK]),
        )

    def stops(self, identity_id: Id | None, address: str, network: str | None = None) -> bool:
        """``address`` as the channel's identities are kept; ``network``: its fingerprint."""
        if identity_id is not None and identity_id in self.identities:
            return True
        if network is not None and network in self.networks:
            return True
        if "@" not in address:
            return False
        lowered = address.lower()
        return lowered in self.addresses or lowered.rpartition("@")[2] in self.domains


def holds(block: Block, now: datetime) -> bool:
    return block.until is None or now < block.until


def file_as_spam(conversation: Conversation, at: datetime) -> None:
    """It begins and ends at once: in nobody's queue, in no figure."""
    conversation.state = ConversationState.RESOLVED
    conversation.open = conversation.queued_at = None
    conversation.resolved_at = at
    conversation.resolved_by = ResolvedBy(kind=ActorKind.SYSTEM)
    conversation.resolve_cause = ResolveCause.SPAM


def was_filed_as_spam(conversation: Conversation) -> bool:
    """It ended as it began, because its sender is blocked; not because somebody called it spam."""
    by = conversation.resolved_by
    spam = conversation.resolve_cause is ResolveCause.SPAM
    return spam and by is not None and by.kind is ActorKind.SYSTEM


def row_id_of(value: str) -> Id:
    """Under which the journal has an address or domain, so that erasing finds its rows when the block is
    long gone.
    """
    return Id(sha256(f"block:{value}".encode()).digest()[:12])


def clean_value(kind: BlockKind, value: str) -> str:
    """Raises Invalid for the field ``value``."""
    plain = value.strip().lower().lstrip("@")
    try:
        if kind is BlockKind.ADDRESS:
            return clean_email(plain)
        if kind is BlockKind.DOMAIN and EMAIL.fullmatch(f"a@{plain}") and "." in plain:
            return plain
    except Invalid:
        pass
    raise Invalid(fields={"value": f"is no {kind.value} that can be blocked"})
