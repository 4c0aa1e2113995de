"""Answers in a conversation of mail: where they go, what they answer, who signs them, how they go out."""

from collections.abc import Awaitable, Callable

import httpx2
import pytest

from channels_adapters.base import Account
from channels_adapters.email.adapter import ADAPTER
from channels_adapters.email.mail_peer import MailPeer, serving
from channels_adapters.email.settings import EmailSettings, Security
from hub.flows.answer_conversation import Answered
from hub.kit.errors import Invalid
from hub.kit.tokens import Signer
from hub.presenters.mail_page import page
from hub.presenters.outgoing import outgoing as as_outgoing
from hub.presenters.outgoing_mail import with_mail
from hub.rules.audience import member_room
from hub.rules.thread_tokens import read_thread_token
from hub.services import attachments, mail_heads, signatures
from hub.services.attachments import Upload
from hub.store.files import Files
from hub.store.transaction import Transaction
from models.documents import Conversation, Message, Signature
from models.documents.base import Id
from models.documents.message import Mail
from models.envelopes import MessageEnvelope, Outgoing
from models.wire.message import MailHead, MessageBody
from models.words import Language, MessageKind, MessageStatus, Role, SignatureScope
from tests.hub.flows.conftest import House
from tests.hub.services.uploads import in_pieces
from tests.made_files import pdf, png
from tests.mail_threads import begun_by_mail, mailbox

Mailed = Callable[[], Awaitable[Conversation]]


@pytest.fixture
async def mailed(house: House) -> Mailed:
    """Makes a conversation that Ani began by mail, with Budi in copy, and that Sari handles."""

    async def make() -> Conversation:
        now = house.clock.now()
        channel = mailbox("help@kirim.example", now)
        mail = Mail(
            subject="Paket 7",
            from_address="ani@x.example",
            from_name="Ani Wijaya",
            to=["help+abc@kirim.example", "budi@x.example"],
            references=["root@x.example"],
            html='<p>Di mana <b>paket</b> saya?</p><img src="https://track.example/1.gif">',
        )
        text, id = "Di mana paket saya?", "first@x.example"
        thread = begun_by_mail(channel, mail, text, id=id, number=900, holder=house.sari, at=now)
        await house.store.insert(channel)
        conversation = await thread.put_in(house.store)
        await house.directory.refresh()
        return conversation

    return make


async def answer(
    house: House, conversation: Conversation, text: str | None = "Sebentar.", **head: object
) -> Answered:
    body = MessageBody(
        client_id=f"client-{Id()}",
        text=text,
        email=MailHead.model_validate(head) if head else None,
    )
    return await house.answer(house.sari, conversation.id, body)


async def test_an_answer_goes_to_all_who_had_the_mail_and_names_what_it_answers(
    house: House, mailed: Mailed
) -> None:
    message = (await answer(house, await mailed())).message
    mail = message.mail
    assert mail is not None
    assert (mail.to, mail.cc, mail.bcc) == (["ani@x.example"], ["budi@x.example"], [])
    assert mail.subject == "Re: Paket 7"
    assert mail.in_reply_to == "first@x.example"
    own = f"{message.id}@kirim.example"
    assert mail.references == ["root@x.example", "first@x.example", own]
    assert mail.message_id == own
    assert mail.from_name == "Sari (Simpul)"
    assert message.status is MessageStatus.PENDING
    assert message.kind is MessageKind.EMAIL


async def test_what_the_agent_chose_stands(house: House, mailed: Mailed) -> None:
    written = await answer(
        house,
        await mailed(),
        text=None,
        to=["Cici@Y.example"],
        cc=[],
        bcc=["boss@kirim.example"],
        subject="Kabar\r\nBcc: x@y.example",
        html="<p>Halo <b>Cici</b></p><script>x</script>",
        quotes=False,
    )
    mail = written.message.mail
    assert mail is not None
    assert (mail.to, mail.cc, mail.bcc) == (["Cici@y.example"], [], ["boss@kirim.example"])
    assert mail.subject == "Kabar Bcc: x@y.example"
    assert mail.html == "<p>Halo <b>Cici</b></p>"
    assert written.message.text == "Halo Cici"
    assert mail.quoted_id is None


@pytest.mark.parametrize("wrong", [{"to": ["ani"]}, {"to": []}, {"html": "<p> </p>"}])
async def test_a_wrong_head_is_refused_and_nothing_stored(
    house: House, mailed: Mailed, wrong: dict[str, object]
) -> None:
    conversation = await mailed()
    with pytest.raises(Invalid):
        await answer(house, conversation, text=None if "html" in wrong else "x", **wrong)
    assert len(await house.store.find(Message, {"conversation_id": conversation.id})) == 1


async def test_the_same_request_again_is_the_same_mail(house: House, mailed: Mailed) -> None:
    conversation = await mailed()
    body = MessageBody(
        client_id="client-1-again", text="Sebentar.", email=MailHead(to=["ani@x.example"])
    )
    first = await house.answer(house.sari, conversation.id, body)
    again = await house.answer(house.sari, conversation.id, body)
    assert again.message.id == first.message.id
    assert not again.created


async def test_a_head_belongs_to_mail_alone(house: House) -> None:
    received = await house.write(Id(), "client-1", "Halo")
    assert received.message is not None
    body = MessageBody(client_id="client-2-xx", text="x", email=MailHead())
    with pytest.raises(Invalid):
        await house.answer(house.hana, received.message.conversation_id, body)


async def test_the_agents_signature_stands_before_the_departments_and_the_channels(
    house: House, mailed: Mailed
) -> None:
    conversation = await mailed()
    boss = house.hana.model_copy(update={"role": Role.ADMIN})
    owners = [
        (SignatureScope.CHANNEL, conversation.channel_id, "kanal"),
        (SignatureScope.DEPARTMENT, house.department.id, "departemen"),
        (SignatureScope.MEMBER, house.sari.id, "{{agent.name}} untuk {{contact.firstName}}"),
    ]
    for scope, owner_id, text in owners:

        async def work(
            tx: Transaction, scope: SignatureScope = scope, id: Id = owner_id, text: str = text
        ) -> Signature:
            return await signatures.put(tx, boss, scope, id, f"<p>{text}</p>")

        await house.store.transact(work)
        signature = await mail_heads.signature_of(
            house.store, conversation, house.sari, house.directory.workspace
        )
        expected = "Sari Wulandari untuk Ani" if scope is SignatureScope.MEMBER else text
        assert signature == f"<p>{expected}</p>"


async def test_references_are_twenty_at_most_the_root_and_the_newest(
    house: House, mailed: Mailed
) -> None:
    conversation = await mailed()
    for _ in range(25):
        house.clock.advance(60)
        last = (await answer(house, conversation)).message
    assert last.mail is not None
    assert len(last.mail.references) == 20
    assert last.mail.references[0] == "root@x.example"
    assert last.mail.references[-1] == last.mail.message_id
    assert last.mail.references[-2] == last.mail.in_reply_to
    assert last.mail.quoted_id is None


async def test_it_goes_out_whole_and_an_answer_finds_back(house: House, mailed: Mailed) -> None:
    conversation = await mailed()

    async def sign(tx: Transaction) -> None:
        html = "<p>Salam,<br>{{agent.name}}</p>"
        await signatures.put(tx, house.sari, SignatureScope.MEMBER, house.sari.id, html)

    await house.store.transact(sign)
    message = (await answer(house, conversation, bcc=["boss@kirim.example"])).message
    quoted = await mail_heads.quoted_by(house.store, message)
    signer = Signer("secret", house.clock)
    plain = Outgoing(str(message.id), conversation.address, text=message.text)
    outgoing = with_mail(plain, message, quoted, house.directory.workspace, None, signer)
    with serving(MailPeer()) as peer:
        settings = EmailSettings(
            address="help@kirim.example",
            smtp_host="localhost",
            smtp_port=peer.port,
            smtp_security=Security.NONE,
        )
        async with httpx2.AsyncClient() as http:
            account = Account(str(conversation.channel_id), settings, {}, "", http)
            [call] = ADAPTER.split(outgoing)
            sent = await ADAPTER.send(account, call)
    assert sent.external_id == f"{message.id}@kirim.example"
    assert peer.recipients == [["ani@x.example", "budi@x.example", "boss@kirim.example"]]
    [got] = peer.mails
    text = got.get_body(("plain",)).get_content().replace("\r\n", "\n")  # type: ignore[union-attr]
    assert text.startswith("Sebentar.\n\n-- \nSalam,\nSari Wulandari\n\nPada ")
    assert text.endswith("Ani Wijaya <ani@x.example> menulis:\n\n> Di mana paket saya?\n")
    html = got.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "<p>Di mana <b>paket</b> saya?</p>" in html
    assert "track.example" not in html
    reply_to = got["Reply-To"].addresses[0].username
    assert read_thread_token(signer, reply_to.partition("+")[2]) == conversation.id


async def uploaded(house: House, data: bytes, name: str, by: Id | None = None) -> str:
    owner = member_room(by or house.sari.id)
    upload = Upload(in_pieces(data), name, "", owner)
    return str((await attachments.receive(house.store, Files(house.store), upload)).id)


async def test_a_picture_goes_within_the_text_and_comes_back_so(
    house: House, mailed: Mailed
) -> None:
    conversation, files = await mailed(), Files(house.store)
    map, bill = png(640, 480), pdf()
    picture, paper = await uploaded(house, map, "peta.png"), await uploaded(house, bill, "a.pdf")
    table = (
        "<table><tbody><tr><th><p>Kota</p></th></tr><tr><td><p>Bogor</p></td></tr></tbody></table>"
    )
    html = f'<p>Lihat:</p><p><img src="/api/v1/attachments/{picture}" alt="peta"></p>{table}'
    head = MailHead(html=html, quotes=False)
    body = MessageBody(client_id="gambar-01", email=head, attachment_ids=[picture, paper])
    message = (await house.answer(house.sari, conversation.id, body)).message
    assert [file.content_id for file in message.attachments] == [picture, None]
    assert message.text == "Lihat:\n\n[peta]\n\nKota\n-----\nBogor"
    shown = page(message, None, Language.ENGLISH)
    assert f'<img src="/api/v1/attachments/{picture}" alt="peta">' in shown

    signer, workspace = Signer("secret", house.clock), house.directory.workspace
    plain = as_outgoing(message, conversation, None, files.read)
    [call] = ADAPTER.split(with_mail(plain, message, None, workspace, None, signer))
    with serving(MailPeer()) as peer:
        settings = EmailSettings(
            address="help@kirim.example",
            smtp_host="localhost",
            smtp_port=peer.port,
            smtp_security=Security.NONE,
        )
        async with httpx2.AsyncClient() as http:
            await ADAPTER.send(Account(str(conversation.channel_id), settings, {}, "", http), call)
    [got] = peer.mails
    assert [part.get_content_type() for part in got.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain"),
        *("multipart/related", "text/html", "image/png", "application/pdf"),
    ]
    drawn = got.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "class=" not in drawn
    assert '<table style="margin:0 0 10px;border-collapse:collapse;border:1px' in drawn
    assert drawn.count("padding:6px 10px;border:1px solid") == 2

    [came] = ADAPTER.normalise(peer.raw[0], EmailSettings(address="ani@x.example", smtp_host="x"))
    assert isinstance(came, MessageEnvelope)
    inline, attached = came.attachments
    assert inline.content_id
    assert f'src="cid:{inline.content_id}"' in (came.html or "").lower()
    assert '<table border="1">' in (came.html or "")
    assert attached.content_id is None


@pytest.mark.parametrize("named", ["nothing", "not attached", "a paper", "somebody else's"])
async def test_a_picture_that_is_not_among_the_files_is_refused(
    house: House, mailed: Mailed, named: str
) -> None:
    conversation = await mailed()
    by = house.budi.id if named == "somebody else's" else None
    paper = named == "a paper"
    id = await uploaded(house, pdf() if paper else png(), "a.pdf" if paper else "a.png", by)
    id = str(Id()) if named == "nothing" else id
    body = MessageBody(
        client_id="gambar-02",
        email=MailHead(html=f'<p>a<img src="cid:{id}"></p>'),
        attachment_ids=[id] if named in ("a paper", "somebody else's") else [],
    )
    with pytest.raises(Invalid) as refused:
        await house.answer(house.sari, conversation.id, body)
    field = "attachmentIds" if named == "somebody else's" else "email.html"
    assert id in (refused.value.fields or {})[field]
    assert await house.store.find(Message, {"client_id": "gambar-02"}) == []
