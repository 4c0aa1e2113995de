"""A conversation of mail as it lies in the hub after two mails have come in, and our answer between."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from playwright.async_api import BrowserContext, Page, expect

from channels_adapters.email.dovecot import PASSWORD, Dovecot
from hub.rules.summaries import last_message_of
from hub.services import watch_places
from hub.store.mongo import Store
from models.documents import Department, MailAddress, Member, Signature
from models.documents.base import Id
from models.documents.message import Author, BouncedTo, Mail
from models.words import AuthorKind, Direction, MessageStatus, SignatureScope
from tests.browser.agent import Agent
from tests.browser.by_http import Colleague
from tests.browser.chromium import SECONDS
from tests.browser.houses import ADMIN, House
from tests.browser.served import ServedHub
from tests.mail_threads import SENDER, begun_by_mail, mailbox

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

FIRST = f"""<div>Selamat pagi,<br><br>paket <b>PKT-20418</b> belum sampai.
<img src="{PIXEL}" alt="resi" width="40" height="20"></div>
<table><tr><td>Tanggal</td><td>12 November</td></tr><tr><td>Kota</td><td>Bandung</td></tr></table>
<p><a href="https://toko.example/pesanan/20418">Pesanan saya</a></p>
<p><img src="https://track.example/open.gif" alt=""></p>
<script>parent.document.title = "hacked"</script>"""

SECOND = """<p>Terima kasih, saya tunggu kabarnya sore ini.</p><p>-- </p><p>Ani Wijaya<br>Toko Bunga</p>
<p>On 25 Nov 2026, 10:00, Sari wrote:</p><blockquote><p>Kami cek dahulu.</p></blockquote>"""


@dataclass(frozen=True)
class MailHouse:
    conversation_id: str
    channel_id: str


async def opened(page: Page, served: ServedHub, came: MailHouse) -> None:
    await page.goto(f"{served.url}/?tab=mine&chat={came.conversation_id}")
    await expect(page.locator(".mail")).to_have_count(3)
    await expect(page.locator("iframe[data-loaded]")).to_have_count(3)
    await expect(page.locator(".rich")).to_be_visible()


async def at_mail(served: ServedHub, context: BrowserContext, email: str, came: MailHouse) -> Agent:
    """Somebody of staff before it, once the hub knows which mailboxes are its own: it reads them every
    few seconds.
    """
    agent = await Agent.signed_in(context, served.url, email)
    path = f"{served.url}/api/v1/conversations/{came.conversation_id}/reply-mail"
    async with asyncio.timeout(SECONDS):
        while len((await (await context.request.get(path)).json())["cc"]) != 1:
            await asyncio.sleep(0.3)
    await opened(agent.page, served, came)
    return agent


async def mails_came(
    served: ServedHub, house: House, smtp_port: int = 25, *, held: int = 0
) -> MailHouse:
    """Straight into the database, as what reads mailboxes would store it. ``held``: for so many
    seconds Sari can take back what she sends.
    """
    async with served.store() as store:
        held_so = {"$set": {"undo_mail_seconds": held}}
        await store.change(Member, {"email": house.sari}, held_so)
        return await _store_all(store, house, smtp_port)


async def _store_all(store: Store, house: House, smtp_port: int) -> MailHouse:
    now = store.clock.now()
    sari = await store.get(Member, {"email": house.sari})
    assert sari is not None
    channel = mailbox(
        "bantuan@paketara.example",
        now,
        department_id=sari.department_ids[0],
        smtp_port=smtp_port,
    )
    inbound = {"from_address": "ani@bunga.example", "from_name": SENDER}
    mail = Mail(
        **inbound,
        subject="Paket belum sampai",
        to=["bantuan@paketara.example", "gudang@bunga.example"],
        html=FIRST,
    )
    thread = begun_by_mail(
        channel,
        mail,
        "Selamat pagi,\n\npaket PKT-20418 belum sampai.",
        id="first@bunga.example",
        number=int(str(channel.id)[-6:], 16),
        holder=sari,
        at=now - timedelta(hours=2),
    )
    first, conversation = thread.first, thread.conversation
    answer = first.model_copy(
        update={
            "id": Id(),
            "number": 2,
            "direction": Direction.OUTBOUND,
            "author": Author(kind=AuthorKind.AGENT, id=sari.id, name=sari.name),
            "text": "Kami cek dahulu.",
            "mail": Mail(
                from_address="bantuan@paketara.example",
                from_name="Sari (Paketara)",
                subject="Re: Paket belum sampai",
                to=["ani@bunga.example"],
                cc=["gudang@bunga.example"],
                signature="<p>Sari Wulandari<br><b>Paketara</b></p>",
                quoted_id=first.id,
                bounced=[BouncedTo(address="gudang@bunga.example", status="5.1.1")],
            ),
            "status": MessageStatus.SENT,
            "external_id": "answer@paketara.example",
            "at": now - timedelta(hours=1),
        }
    )
    second = first.model_copy(
        update={
            "id": Id(),
            "number": 3,
            "text": "Terima kasih, saya tunggu kabarnya sore ini.",
            "mail": Mail(
                **inbound,
                subject="Re: Paket belum sampai",
                to=["bantuan@paketara.example"],
                cc=["gudang@bunga.example"],
                html=SECOND,
                references=["first@bunga.example", "answer@paketara.example"],
            ),
            "external_id": "second@bunga.example",
            "at": now,
        }
    )
    conversation.last_message = last_message_of(second)
    conversation.last_number = second.number
    conversation.last_activity_at = conversation.last_inbound_at = second.at
    signature = Signature(
        scope=SignatureScope.MEMBER,
        owner_id=sari.id,
        html="<p>{{agent.name}}<br><b>Paketara</b></p>",
        updated_at=now,
    )
    known = [
        MailAddress(
            address=address,
            name=name,
            words=[*name.lower().split(), address, "bunga.example"],
            department_ids=sari.department_ids,
            uses=uses,
            seen_at=now,
        )
        for address, name, uses in (
            (f"budi.{channel.id}@bunga.example", "Budi Gunawan", 3),
            (f"bunga.{channel.id}@mitra.example", "Bunga Lestari", 1),
        )
    ]
    await thread.put_in(store)
    for document in (channel, answer, second, signature, *known):
        await store.insert(document)
    return MailHouse(str(conversation.id), str(channel.id))


def letter(id: str, sender: str, subject: str, text: str, *, marked: bool) -> bytes:
    """A mail as a mailbox has it; ``marked``: its provider took it for spam."""
    mark = "X-Spam-Flag: YES\r\n" if marked else ""
    return (
        f"From: {sender}\r\nTo: help@kirim.example\r\nMessage-ID: <{id}@pelanggan.example>\r\n"
        f"Subject: {subject}\r\n{mark}\r\n{text}\r\n"
    ).encode()


async def read_mailbox(served: ServedHub, house: House, box: Dovecot) -> None:
    """An admin connects this mailbox with the house's department; what comes from now on is read."""
    admin = await Colleague.signed_in(served.url, ADMIN)
    async with served.store() as store:
        department = await store.get(Department, {"name": house.department})
        assert department is not None
        imap = {"imap_host": "127.0.0.1", "imap_port": box.imap, "imap_security": "none"}
        smtp = {"smtp_host": "127.0.0.1", "smtp_security": "none"}
        made = await admin.post(
            "/channels",
            {
                "kind": "email",
                "name": "Surat",
                "departmentId": str(department.id),
                "settings": {"address": box.user, "start": "now", **imap, **smtp},
                "secrets": {"password": PASSWORD},
            },
        )
        async with asyncio.timeout(20):
            while not await watch_places.place_of(store, Id(made["id"])):
                await asyncio.sleep(0.1)
