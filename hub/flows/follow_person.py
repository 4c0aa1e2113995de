"""News of a customer himself: he has other ids now, he blocked us or let us in again."""

from hub.rules.actors import SYSTEM
from hub.services import identities
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Identity
from models.envelopes import IdentityChangeEnvelope, MembershipEnvelope, PreferenceEnvelope

News = IdentityChangeEnvelope | MembershipEnvelope | PreferenceEnvelope


class FollowPerson:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, channel: Channel, news: News) -> None:
        async def work(tx: Transaction) -> None:
            match news:
                case IdentityChangeEnvelope():
                    await _follow(tx, channel, news)
                case MembershipEnvelope():
                    identity = await identities.find(tx, channel, [news.sender_id])
                    if identity is not None and bool(identity.unreachable) is news.can_send:
                        gone = None if news.can_send else True
                        await identities.change(tx, identity, {"unreachable": gone}, SYSTEM)
                case PreferenceEnvelope():
                    identity = await identities.find(tx, channel, [news.sender_id])
                    if identity is not None:
                        await identities.change(tx, identity, {"preference": news.value}, SYSTEM)

        await self._store.transact(work)


async def _follow(tx: Transaction, channel: Channel, news: IdentityChangeEnvelope) -> None:
    """Where his address is among the old ids, the first of the new ones takes its place; all others
    still find him.
    """
    if news.new_ids:
        await identities.follow_group(tx, channel, news.old_ids, news.new_ids[0])
    identity = await identities.find(tx, channel, [*news.old_ids, *news.new_ids])
    if identity is None or not news.new_ids:
        return
    still = identity.address not in news.old_ids
    address = identity.address if still else news.new_ids[0]
    taken = {"channel_id": channel.id, "address": address, "_id": {"$ne": identity.id}}
    if await tx.get(Identity, taken) is not None:
        # Somebody is known under it already: joining the two is for a person to decide.
        return
    known = {identity.address, *(identity.aliases or []), *news.old_ids, *news.new_ids}
    aliases = sorted(known - {address})
    if address == identity.address and aliases == sorted(identity.aliases or []):
        return
    await identities.change(tx, identity, {"address": address, "aliases": aliases}, SYSTEM)
    if address != identity.address:
        await identities.follow(tx, identity, address)
