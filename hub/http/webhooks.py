"""What providers call: checked by their signature over the raw bytes, answered after the commit.

A refusal is counted and stores nothing. What is signed and cannot be read is kept for an admin and
answered 200: the provider would send it again for days, and hold back the rest.
"""

from prometheus_client import Counter
from starlette.responses import Response

from channels_adapters.base import Account, AccountBroken, TakesWebhooks
from channels_adapters.registry import adapter_of
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.http.doorway.reading import read_within
from hub.kit.errors import Forbidden, HubError, NotFound, Unauthenticated
from hub.rules.policy import Act
from models.documents import Channel
from models.documents.base import Id

doors = Doors("Webhooks")

MAX_BODY = 3 * 1024 * 1024
"""Bytes; Meta's own limit, the largest of those that call."""

REFUSED = Counter("simpul_webhooks_refused", "Calls of providers that were refused", ["reason"])


class SignatureInvalid(Unauthenticated):
    detail_by_default = "The signature of this call is missing or wrong. Nothing was stored."


class HandshakeRefused(Forbidden):
    detail_by_default = "The verify token is not the one that is set for this channel."


@doors.get(
    "/webhooks/{channel_id}", Act.VERIFY_WEBHOOK, gives="text/plain", refuses=(403, 404, 503)
)
async def verify_webhook(call: Call, channel_id: str) -> Response:
    """The provider asks whether this address is ours."""
    try:
        channel, adapter, account = await _called(call, channel_id)
        challenge = adapter.handshake(account, dict(call.request.query_params))
        if challenge is None:
            raise HandshakeRefused
    except HubError as refusal:
        REFUSED.labels(refusal.error).inc()
        raise
    await call.hub.webhook_sightings.verified(channel)
    return Response(challenge, media_type="text/plain")


@doors.post(
    "/webhooks/{channel_id}",
    Act.RECEIVE_WEBHOOK,
    takes="application/json",
    gives="text/plain",
    refuses=(401, 404, 413, 503),
)
async def receive_webhook(call: Call, channel_id: str) -> Response:
    """Take what the provider sends; 200 once it is stored. 503 asks for it again."""
    try:
        channel, adapter, account = await _called(call, channel_id)
        raw = await read_within(call.request, MAX_BODY)
        if not adapter.is_authentic(account, raw, dict(call.request.headers)):
            raise SignatureInvalid
    except HubError as refusal:
        REFUSED.labels(refusal.error).inc()
        raise
    await call.hub.take_payload(channel, raw)
    call.hub.webhook_sightings.came(channel)
    return Response("", media_type="text/plain")


async def _called(call: Call, written: str) -> tuple[Channel, TakesWebhooks, Account]:
    """Raises NotFound also for a channel that is switched off, or cannot be called. ``written``: the id as
    it stands in the address; one that can be none is counted like any other that is unknown.
    """
    if not Id.is_valid(written):
        raise NotFound
    channel_id = Id(written)
    channel = call.hub.directory.channels.get(channel_id)
    if channel is None:
        # It may have been made a moment ago by another process.
        await call.hub.directory.refresh()
        channel = call.hub.directory.channels.get(channel_id)
    if channel is None or not channel.enabled:
        raise NotFound
    adapter = adapter_of(channel.kind)
    if not isinstance(adapter, TakesWebhooks):
        raise NotFound
    try:
        account = call.hub.accounts.of(channel)
    except AccountBroken:
        # Without its secrets nothing can be proved.
        raise SignatureInvalid from None
    return channel, adapter, account
