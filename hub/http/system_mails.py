"""The mail log: what the house has sent, could not send, or keeps because no mail server is set."""

from hub.http.conversation_query import PageQuery
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import system_mail as present
from hub.rules.cursors import cursor_of
from hub.rules.policy import Act
from hub.services import system_mails
from models.documents.base import Id
from models.wire.base import Page
from models.wire.mail import MailServer, SecretLink, SystemMail, SystemMailText

doors = Doors("System mail")


@doors.get("/mail-server", Act.READ_MAIL_LOG)
async def read_mail_server(call: Call) -> MailServer:
    """Whether mails are sent at all, and from which address."""
    settings = call.hub.settings
    return MailServer(sends=bool(settings.smtp_url), sender=settings.mail_from or None)


@doors.get("/system-mails", Act.READ_MAIL_LOG)
async def list_system_mails(call: Call, query: PageQuery) -> Page[SystemMail]:
    """The mails of the last 90 days, the newest first."""
    now = call.hub.clock.now()
    found = await system_mails.list_page(call.hub.store, cursor=query.cursor, limit=query.limit + 1)
    page, more = found[: query.limit], len(found) > query.limit
    return Page(
        items=[present.in_list(one, now) for one in page],
        next_cursor=cursor_of(str(page[-1].id)) if more else None,
    )


@doors.get("/system-mails/{mail_id}", Act.READ_MAIL_LOG)
async def read_system_mail(call: Call, mail_id: Id) -> SystemMailText:
    """One of them with its words, without the secret of its link."""
    return present.with_text(await system_mails.get(call.hub.store, mail_id), call.hub.clock.now())


@doors.post("/system-mails/{mail_id}/send", Act.SEND_MAIL, refuses=(409,))
async def send_system_mail(call: Call, mail_id: Id) -> SystemMail:
    """Send once more what was kept, failed, or may not have arrived."""
    return present.in_list(await call.hub.settle_mail.send_again(mail_id), call.hub.clock.now())


@doors.post("/system-mails/{mail_id}/link", Act.READ_SECRET_LINK, refuses=(409,))
async def read_system_mail_link(call: Call, mail_id: Id) -> SecretLink:
    """The link in it, to be passed on by hand. That it was read is written down."""
    url, until = await call.hub.read_secret_link.of_mail(mail_id, call.caller.actor)
    return SecretLink(url=url, expires_at=until)
