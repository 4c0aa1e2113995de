"""Handing mails to a real server, well and ill."""

import asyncio
import datetime as dt
import ssl
from threading import Event

import pytest

from channels_adapters.base import AccountBroken, SendDelayed, SendRefused, SendUncertain
from channels_adapters.email import smtp_sending
from channels_adapters.email.composing import Composed, compose
from channels_adapters.email.mail_peer import PASSWORD, TOKEN, MailPeer, serving
from channels_adapters.email.smtp_sending import SmtpServer, hand_over, other_ids
from models.envelopes import Outgoing, OutgoingMail

NOW = dt.datetime(2026, 11, 26, 3, 42, tzinfo=dt.UTC)


def mail(*to: str, bcc: str = "") -> Composed:
    head = OutgoingMail(list(to) or ["ani@x.example"], "Halo", bcc=[bcc] if bcc else [])
    outgoing = Outgoing("m1", "ani@x.example", text="Halo\n.\n..titik", mail=head)
    return compose(outgoing, {}, address="help@kirim.example", plus_addressing=True, now=NOW)


def at(
    peer: MailPeer, security: str = "none", user: str = "", password: str = "", token: str = ""
) -> SmtpServer:
    return SmtpServer("localhost", peer.port, security, user, password, token)


async def test_a_mail_arrives_whole_and_hidden_recipients_with_it() -> None:
    with serving(MailPeer()) as peer:
        handed = await hand_over(at(peer), mail("ani@x.example", bcc="rahasia@x.example"))
    assert handed.refused == {}
    assert peer.recipients == [["ani@x.example", "rahasia@x.example"]]
    [got] = peer.mails
    assert got.get_content().splitlines() == ["Halo", ".", "..titik"]
    assert got["Message-ID"] == "<m1@kirim.example>"


async def test_an_unknown_address_is_refused_by_its_code() -> None:
    with serving(MailPeer()) as peer, pytest.raises(SendRefused) as refused:
        await hand_over(at(peer), mail("nobody@x.example"))
    assert refused.value.code == "5.1.1"
    assert "No such user" in refused.value.detail
    assert peer.raw == []


async def test_of_several_the_known_get_it_and_the_others_are_named() -> None:
    with serving(MailPeer()) as peer:
        handed = await hand_over(
            at(peer), mail("ani@x.example", "nobody@x.example", "full@x.example")
        )
    assert peer.recipients == [["ani@x.example"]]
    assert (set(handed.refused), set(handed.deferred)) == ({"nobody@x.example"}, {"full@x.example"})


async def test_greylisting_of_all_delays_the_mail_and_the_second_try_is_the_same_mail() -> None:
    with serving(MailPeer()) as peer:
        grey = mail("grey@x.example", "grey@y.example")
        with pytest.raises(SendDelayed) as delayed:
            await hand_over(at(peer), grey)
        assert not delayed.value.whole_channel
        assert peer.raw == []
        await hand_over(at(peer), grey)
    assert peer.recipients == [["grey@x.example", "grey@y.example"]]


async def test_a_full_mailbox_alone_is_tried_later() -> None:
    with serving(MailPeer()) as peer, pytest.raises(SendDelayed):
        await hand_over(at(peer), mail("full@x.example"))


@pytest.mark.parametrize(
    ("says", "error", "code"),
    [
        ("554 5.7.1 Looks like spam", SendRefused, "5.7.1"),
        ("552 5.3.4 Too large", SendRefused, "too_large"),
        ("451 4.3.0 Try later", SendDelayed, "451"),
    ],
)
async def test_what_is_said_to_the_whole_message(
    says: str, error: type[Exception], code: str
) -> None:
    with serving(MailPeer(says=says)) as peer, pytest.raises(error) as raised:
        await hand_over(at(peer), mail())
    assert raised.value.code == code  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "says",
    [
        "550 5.4.5 Daily user sending limit exceeded. For more information go to Google",
        "454 Throttling failure: Daily message quota exceeded.",
        "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded",
        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException",
        "550 5.1.90 Your message can't be sent because you've reached your daily limit",
    ],
)
@pytest.mark.parametrize("at_sender", [True, False])
async def test_who_has_sent_as_much_as_the_provider_takes_waits_as_a_whole_and_loses_nothing(
    says: str, at_sender: bool
) -> None:
    peer = MailPeer(rejects_sender=says) if at_sender else MailPeer(says=says)
    with serving(peer), pytest.raises(SendDelayed) as delayed:
        await hand_over(at(peer), mail())
    assert delayed.value.whole_channel
    assert delayed.value.retry_after == 300


async def test_an_answer_that_is_lost_leaves_it_uncertain() -> None:
    with serving(MailPeer(hangs_up=True)) as peer, pytest.raises(SendUncertain):
        await hand_over(at(peer), mail())
    assert len(peer.raw) == 1


async def test_an_answer_that_never_comes_leaves_it_uncertain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(smtp_sending, "DATA_SECONDS", 0.3)
    silent = MailPeer(holds=Event())
    with serving(silent) as peer:
        assert silent.holds is not None
        try:
            with pytest.raises(SendUncertain):
                await hand_over(at(peer), mail())
        finally:
            silent.holds.set()


async def test_nobody_there_delays_the_whole_channel() -> None:
    with serving(MailPeer()) as peer:
        pass
    with pytest.raises(SendDelayed) as delayed:
        await hand_over(at(peer), mail())
    assert delayed.value.whole_channel
    with pytest.raises(SendDelayed):
        await hand_over(SmtpServer("nowhere.invalid", 25, "none"), mail())


async def test_a_server_that_is_silent_from_the_start_delays_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(smtp_sending, "CONNECT_SECONDS", 0.3)

    async def says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()

    silent = await asyncio.start_server(says_nothing, "127.0.0.1", 0)
    async with silent:
        port = silent.sockets[0].getsockname()[1]
        with pytest.raises(SendDelayed) as delayed:
            await hand_over(SmtpServer("127.0.0.1", port, "none"), mail())
    assert delayed.value.whole_channel


async def test_a_sender_that_may_not_needs_an_admin() -> None:
    peer = MailPeer(rejects_sender="550 5.7.60 Not allowed to send as this sender")
    with serving(peer), pytest.raises(AccountBroken) as broken:
        await hand_over(at(peer), mail())
    assert broken.value.code == "sender_refused"
    peer = MailPeer(rejects_sender="450 4.7.0 Too many mails")
    with serving(peer), pytest.raises(SendDelayed) as delayed:
        await hand_over(at(peer), mail())
    assert delayed.value.whole_channel


async def test_a_mail_larger_than_the_server_takes_is_not_begun() -> None:
    with serving(MailPeer(), most_bytes=200) as peer, pytest.raises(SendRefused) as refused:
        await hand_over(at(peer), mail())
    assert refused.value.code == "too_large"


async def test_an_address_beyond_ascii_is_refused_where_the_server_cannot() -> None:
    with serving(MailPeer()) as peer, pytest.raises(SendRefused) as refused:
        await hand_over(at(peer), mail("ání@x.example"))
    assert refused.value.code == "address_not_supported"


async def test_signing_in_with_password_or_token() -> None:
    with serving(MailPeer(signs_in=True)) as peer:
        await hand_over(at(peer, user="help", password=PASSWORD), mail())
        await hand_over(at(peer, user="help", token=TOKEN), mail())
        for wrong in ({"password": "no"}, {"token": "expired"}):
            with pytest.raises(AccountBroken) as broken:
                await hand_over(at(peer, user="help", **wrong), mail())
            assert broken.value.code == "auth_failed"
    assert len(peer.raw) == 2


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_encrypted_as_the_settings_say(
    secure: tuple[ssl.SSLContext, ssl.SSLContext], security: str
) -> None:
    server, client = secure
    with serving(MailPeer(), tls=server, at_once=security == "tls") as peer:
        trusting = SmtpServer("localhost", peer.port, security, tls=client)
        await hand_over(trusting, mail())
        with pytest.raises(AccountBroken) as broken:
            await hand_over(SmtpServer("localhost", peer.port, security), mail())
    assert broken.value.code == "certificate"
    assert len(peer.raw) == 1


async def test_a_server_without_encryption_is_told_to_the_admin() -> None:
    with serving(MailPeer()) as peer:
        with pytest.raises(AccountBroken):
            await hand_over(at(peer, security="starttls"), mail())
        with pytest.raises(AccountBroken):
            await hand_over(at(peer, security="tls"), mail())


@pytest.mark.parametrize(
    ("host", "said", "ids"),
    [
        (
            "email-smtp.eu-west-1.amazonaws.com",
            "250 Ok 0102018c6b1f3a2d-7c1e2f3a-1111-2222-3333-444455556666-000000",
            [
                "0102018c6b1f3a2d-7c1e2f3a-1111-2222-3333-444455556666-000000@eu-west-1.amazonses.com"
            ],
        ),
        (
            "email-smtp.us-east-1.amazonaws.com",
            "250 Ok 0102018c6b1f3a2d-7c1e2f3a-1111-2222-3333-444455556666-000000",
            ["0102018c6b1f3a2d-7c1e2f3a-1111-2222-3333-444455556666-000000@email.amazonses.com"],
        ),
        (
            "smtp.office365.com",
            "250 2.0.0 OK <A1B2@PROD.OUTLOOK.COM> [Hostname=x]",
            ["A1B2@PROD.OUTLOOK.COM"],
        ),
        ("smtp.x.example", "250 OK <m1@kirim.example> queued", []),
        ("smtp.gmail.com", "250 2.0.0 OK  1700000000 a1-1.2 - gsmtp", []),
    ],
)
def test_ids_that_a_provider_gave_are_read_from_its_answer(
    host: str, said: str, ids: list[str]
) -> None:
    assert other_ids(host, said, "m1@kirim.example") == ids
