"""A visitor begins, or continues, on a page that may show the channel's widget."""

from channels_adapters.registry import adapter_of
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import Forbidden, HubError, Invalid, NotFound
from hub.presenters import chat as present
from hub.presenters import conversation as conversation_face
from hub.rules.addresses import clean_email, clean_phone
from hub.rules.names import clean_name
from hub.rules.origins import may_embed
from hub.rules.policy import Act
from hub.rules.visitor_token import VisitorClaims, issue_visitor_token, read_visitor_token
from hub.services import answer_times
from models.documents import Channel
from models.documents.base import Id
from models.wire.chat import ChatSession, SessionBody

doors = Doors("Live chat")

NOT_ASKED_FOR = ("identity_token",)
"""Parts of the contract that no live-chat channel can be set up for yet: refused, not dropped."""


class OriginNotAllowed(Forbidden):
    detail_by_default = "This site may not show this chat."


@doors.post("/chat/{channel_id}/session", Act.START_CHAT, refuses=(403, 409))
async def start_chat_session(call: Call, channel_id: Id, body: SessionBody) -> ChatSession:
    """Begin a chat, or continue the one of `token`. Stores nothing until the visitor says something.

    A token that is no longer good begins anew. `resumeToken`, out of a mail, continues that chat on any
    device, once: 409 afterwards. The Origin must be one of the channel's sites.
    """
    channel = chat_channel(call, channel_id)
    origin = await _checked_origin(call, channel)
    returning = _returning(call, channel_id, body.token)
    if body.resume_token:
        resumed = await call.hub.resume_chat(channel, body.resume_token)
        returning = VisitorClaims(resumed, channel_id, origin)
    if returning is None:
        call.hub.newcomers_pace.step(call.address)
    topic = _topic(channel, body, returning)
    identity_id = returning.identity_id if returning else None
    visit = await call.hub.start_chat(channel, identity_id, _cleaned(call, body))
    claims = VisitorClaims(visit.identity_id, channel_id, origin, topic)
    house = call.hub.directory
    usual = await answer_times.usual_seconds(call.hub.store, channel_id, call.hub.clock.now())
    return ChatSession(
        token=issue_visitor_token(call.signer, claims, call.hub.clock.now()),
        visitor=present.visitor(visit.identity_id, visit.contact),
        conversation=(
            conversation_face.for_customer(visit.conversation, house)
            if visit.conversation
            else None
        ),
        channel=present.channel(channel, house, usual, call.hub.clock.now()),
    )


def is_chat(channel: Channel) -> bool:
    """Whether its customers use our own widget."""
    return adapter_of(channel.kind).traits.delivers_by_feed


def chat_channel(call: Call, channel_id: Id) -> Channel:
    """Raises NotFound when there is no such live-chat channel, or it is switched off."""
    channel = call.hub.directory.channels.get(channel_id)
    if channel is None or not channel.enabled or not is_chat(channel):
        raise NotFound("There is no such chat.")
    return channel


async def _checked_origin(call: Call, channel: Channel) -> str:
    """Programs send no Origin and could send any; browsers cannot leave it out."""
    public_url = call.hub.settings.public_url
    origin = call.request.headers.get("origin")
    if origin is None:
        return public_url
    if not may_embed(origin, channel.settings["allowed_sites"], public_url):
        await call.hub.sightings.note(channel.id, origin, allowed=False)
        raise OriginNotAllowed
    return origin


def _returning(call: Call, channel_id: Id, token: str | None) -> VisitorClaims | None:
    if token is None:
        return None
    try:
        claims = read_visitor_token(call.signer, token)
    except HubError:
        return None
    return claims if claims.channel_id == channel_id else None


def _topic(channel: Channel, body: SessionBody, returning: VisitorClaims | None) -> str | None:
    """What he chooses now, or chose before; kept in his token until he writes."""
    fields = body.fields or {}
    offered = {topic["id"] for topic in channel.settings.get("topics", [])}
    wrong = {
        f"fields.{name}": "is not asked for by this chat" for name in fields if name != "topic"
    }
    chosen = fields.get("topic")
    if chosen is not None and chosen not in offered:
        wrong["fields.topic"] = "is not one of the topics of this chat"
    if wrong:
        raise Invalid(fields=wrong)
    before = returning.topic if returning else None
    return chosen or (before if before in offered else None)


def _cleaned(call: Call, body: SessionBody) -> SessionBody:
    unknown = {name for name in NOT_ASKED_FOR if getattr(body, name)}
    if unknown:
        names = {SessionBody.model_fields[name].alias or name for name in unknown}
        raise Invalid(fields=dict.fromkeys(sorted(names), "is not in use on this channel"))
    country = call.hub.directory.workspace.country_code
    return body.model_copy(
        update={
            "name": clean_name(body.name) if body.name and body.name.strip() else None,
            "email": clean_email(body.email) if body.email and body.email.strip() else None,
            "phone": clean_phone(body.phone, country)
            if body.phone and body.phone.strip()
            else None,
        }
    )
