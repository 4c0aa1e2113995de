"""From which networks visitors have written, for as long as that may be known."""

from collections.abc import Mapping
from typing import Any

from hub.rules.networks import KEPT
from hub.store.transaction import Transaction
from models.documents import VisitorNetwork
from models.documents.base import Id


async def note(tx: Transaction, networks: Mapping[Id, str]) -> None:
    """They have written just now. By the id of the identity."""
    until = tx.now + KEPT
    await tx.upsert_each(
        VisitorNetwork,
        (
            ({"_id": id}, {"$set": {"network": network, "expires_at": until}})
            for id, network in networks.items()
        ),
    )


async def of_visitor(tx: Transaction, identity_id: Id) -> str | None:
    found = await tx.get(VisitorNetwork, {"_id": identity_id, "expires_at": {"$gt": tx.now}})
    return found.network if found else None


async def count_others(tx: Transaction, network: str, identity_id: Id) -> int:
    """How many more visitors have written from it of late."""
    others: dict[str, Any] = {
        "network": network,
        "_id": {"$ne": identity_id},
        "expires_at": {"$gt": tx.now},
    }
    return len(await tx.find_fields(VisitorNetwork, others, ["_id"]))
