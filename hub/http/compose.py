"""Writing mails: what an answer begins with, addresses offered while typing, signatures."""

import asyncio

from starlette.responses import HTMLResponse, Response

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import Invalid, NotFound
from hub.presenters import compose as present
from hub.presenters import mail_page
from hub.rules.policy import Act
from hub.services import conversations, mail_addresses, mail_heads, signatures
from hub.store.transaction import Transaction
from models.documents import Message
from models.documents.base import Id
from models.wire.base import Page
from models.wire.compose import (
    AddressQuery,
    KnownAddress,
    MailPageQuery,
    ReplyMail,
    Signature,
    SignatureBody,
)
from models.words import SignatureScope

doors = Doors("Mails")


@doors.get("/conversations/{conversation_id}/reply-mail", Act.READ_CONVERSATION)
async def read_reply_mail(call: Call, conversation_id: Id) -> ReplyMail:
    """What an answer by mail goes out with unless one says otherwise: recipients, subject, signature."""
    member = call.caller.member
    conversation = await conversations.seen_by(call.hub.store, member, conversation_id)
    return await mail_heads.reply_to(call.hub.store, call.hub.directory, conversation, member)


@doors.get(
    "/conversations/{conversation_id}/messages/{message_id}/mail",
    Act.READ_CONVERSATION,
    gives="text/html",
)
async def read_mail_page(
    call: Call, conversation_id: Id, message_id: Id, query: MailPageQuery
) -> Response:
    """The formatted text of a mail as a page for a frame: nothing in it runs, and pictures of the
    web are loaded only with `pictures`. Quotes and the signature are folded.
    """
    store = call.hub.store
    await conversations.seen_by(store, call.caller.member, conversation_id)
    message = await store.get(Message, {"_id": message_id, "conversation_id": conversation_id})
    if message is None or message.mail is None:
        raise NotFound("There is no such mail.")
    quoted = await mail_heads.quoted_by(store, message)
    language = query.language or call.hub.directory.workspace.default_language
    # Of a long one the making takes a while, in which others are answered.
    page = await asyncio.to_thread(
        mail_page.page, message, quoted, language, pictures=query.pictures
    )
    return HTMLResponse(
        page,
        headers={
            "Content-Security-Policy": mail_page.policy(pictures=query.pictures),
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "private, max-age=600",
        },
    )


@doors.get("/mail-addresses", Act.SUGGEST_ADDRESSES)
async def suggest_addresses(call: Call, query: AddressQuery) -> Page[KnownAddress]:
    """Addresses of contacts and of earlier mails that begin so, the most used first."""
    member = call.caller.member
    found = await mail_addresses.suggest(call.hub.store, member, query.q, query.limit)
    return Page(items=[present.known_address(one) for one in found])


@doors.get("/signatures", Act.LIST_SIGNATURES)
async def list_signatures(call: Call) -> Page[Signature]:
    """The caller's own, and those of departments and channels; for an admin everybody's."""
    found = await signatures.list_for(call.hub.store, call.caller.member)
    return Page(items=[present.signature(one) for one in found])


@doors.put("/signatures/{scope}/{owner_id}", Act.CHANGE_SIGNATURE)
async def put_signature(call: Call, scope: str, owner_id: Id, body: SignatureBody) -> Signature:
    """Write what stands below the mails of a member (one's own), a department or a channel (admins)."""
    if scope not in set(SignatureScope):
        raise Invalid(f"There are signatures of: {', '.join(SignatureScope)}.")

    async def work(tx: Transaction) -> Signature:
        member, of = call.caller.member, SignatureScope(scope)
        return present.signature(await signatures.put(tx, member, of, owner_id, body.html))

    return await call.hub.store.transact(work)
