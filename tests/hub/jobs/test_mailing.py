"""The outbox against a real mail server that is down, slow, choosy, or dies in the middle."""

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hub.flows.invite_members import InviteMembers, Wanted
from hub.flows.settle_mail import SettleMail
from hub.jobs.mailing import Mailing
from hub.kit.clock import SettableClock
from hub.kit.settings import Settings
from hub.kit.tokens import Signer
from hub.rules.links import read_token
from hub.store.directory import Directory
from hub.store.leases import LONG_AGO
from hub.store.mongo import Store
from models.documents import Invitation, Member, SystemMail
from models.words import Language, LinkPurpose, MailState, MailTrouble, Role
from tests.services.smtp_server import SmtpServer

SECRET = "0123456789abcdef0123456789abcdef"
PUBLIC = "https://hub.example"


class Post:
    """A house that invites people, and workers that send its mail."""

    def __init__(self, store: Store, server: SmtpServer) -> None:
        self.store = store
        self.server = server
        self.directory = Directory(store)
        self.signer = Signer(SECRET, store.clock)
        self.settle = SettleMail(store)
        self.dewi = Member(
            email="dewi@toko.example", name="Dewi", role=Role.ADMIN, created_at=store.clock.now()
        )

    def worker(self, smtp_url: str | None = None) -> Mailing:
        settings = Settings(
            smtp_url=self.server.url if smtp_url is None else smtp_url,
            mail_from="Toko <halo@toko.example>",
            public_url=PUBLIC,
            secret_key=SECRET,
        )
        return Mailing(self.store, self.directory, self.signer, settings, self.settle)

    async def invite(self, *names: str, language: Language | None = None) -> None:
        emails = [f"{name}@toko.example" for name in names]
        invite = InviteMembers(self.store, self.directory)
        await invite(Wanted(emails, Role.AGENT, [], [], language), self.dewi)

    async def mails(self) -> dict[str, SystemMail]:
        return {mail.to.partition("@")[0]: mail for mail in await self.store.find(SystemMail, {})}

    async def states(self) -> dict[str, MailState]:
        return {name: mail.state for name, mail in (await self.mails()).items()}

    def got(self) -> list[str]:
        return [one.to.partition("@")[0] for one in self.server.received]


@pytest.fixture
async def server() -> AsyncIterator[SmtpServer]:
    server = SmtpServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def post(store: Store, server: SmtpServer) -> Post:
    return Post(store, server)


async def test_an_invitation_comes_in_both_forms_with_a_link_that_opens(post: Post) -> None:
    await post.invite("eka", language=Language.ENGLISH)
    assert await post.worker().send_due()
    [one] = post.server.received
    message = one.message
    assert (one.sender, one.to) == ("halo@toko.example", "eka@toko.example")
    assert message["From"] == "Toko <halo@toko.example>"
    assert message["Subject"] == "Dewi invites you to Simpul"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == "Wed, 25 Nov 2026 03:00:00 +0000"
    mail = (await post.mails())["eka"]
    assert message["Message-ID"] == f"<{mail.id}@hub.example>"
    assert all(len(line) <= 998 for line in one.raw.split(b"\r\n"))
    invitation = (await post.store.find(Invitation, {}))[0]
    for form in ("plain", "html"):
        token = one.part(form).partition(f"{PUBLIC}/invite#")[2].split()[0].partition('"')[0]
        link = read_token(post.signer, LinkPurpose.INVITATION, token)
        assert (link.object_id, link.round) == (invitation.id, 1)
    assert "2 December 2026, 10:00 WIB" in one.part("plain")


async def test_each_is_written_to_in_his_language_else_in_that_of_the_house(post: Post) -> None:
    await post.invite("eka")
    await post.invite("tom", language=Language.ENGLISH)
    await post.worker().send_due()
    subjects = {one.to: one.message["Subject"] for one in post.server.received}
    assert subjects == {
        "eka@toko.example": "Dewi mengundang Anda ke Simpul",
        "tom@toko.example": "Dewi invites you to Simpul",
    }


async def test_what_is_stored_holds_no_secret_before_or_after_sending(post: Post) -> None:
    await post.invite("eka")
    await post.worker().send_due()
    token = post.server.received[0].part("plain").partition("/invite#")[2].split()[0]
    signature = token.rpartition(".")[2]
    for name in await post.store.db.list_collection_names():
        for raw in await post.store.db[name].find({}).to_list():
            assert signature not in str(raw), name


async def test_a_server_that_is_down_delays_and_then_each_mail_goes_out_once(
    post: Post, clock: SettableClock
) -> None:
    await post.server.stop()
    await post.invite("eka", "fitri", "gilang")
    for _ in range(3):
        assert not await post.worker().send_due()
        clock.advance(600)
    waiting = await post.mails()
    assert {mail.state for mail in waiting.values()} == {MailState.PENDING}
    assert {mail.trouble for mail in waiting.values()} == {MailTrouble.UNREACHABLE}
    assert {mail.attempts for mail in waiting.values()} == {0}
    shown = await post.store.find(Invitation, {})
    assert {one.mail_trouble for one in shown} == {MailTrouble.UNREACHABLE}
    await post.server.start()
    clock.advance(60)
    assert await post.worker().send_due()
    assert await post.worker().send_due()
    assert sorted(post.got()) == ["eka", "fitri", "gilang"]
    shown = await post.store.find(Invitation, {})
    assert {(one.mail_state, one.mail_trouble) for one in shown} == {(MailState.SENT, None)}


async def test_ten_workers_at_once_send_each_mail_once(post: Post) -> None:
    names = [f"orang{number}" for number in range(30)]
    await post.invite(*names)
    await asyncio.gather(*(post.worker().send_due() for _ in range(10)))
    assert sorted(post.got()) == sorted(names)
    assert set((await post.states()).values()) == {MailState.SENT}


async def test_an_address_that_is_refused_fails_alone_and_says_why(post: Post) -> None:
    post.server.refuses["fitri@toko.example"] = "550 5.1.1 no such user"
    await post.invite("eka", "fitri", "gilang")
    assert await post.worker().send_due()
    assert sorted(post.got()) == ["eka", "gilang"]
    failed = (await post.mails())["fitri"]
    assert (failed.state, failed.trouble) == (MailState.FAILED, MailTrouble.REFUSED)
    assert failed.error == "the mail server says to RCPT TO: 550 5.1.1 no such user"
    assert await post.worker().send_due()
    assert (await post.mails())["fitri"].attempts == 1


async def test_an_address_that_no_mail_can_carry_fails_alone_and_says_so(post: Post) -> None:
    strange = ["müller", "a,b", "(eka)", ".dot.", "eka"]
    await post.invite(*strange)
    assert await post.worker().send_due()
    states = await post.states()
    assert states["eka"] is MailState.SENT
    assert set(states.values()) <= {MailState.SENT, MailState.FAILED}
    failed = [mail for mail in (await post.mails()).values() if mail.state is MailState.FAILED]
    assert all("cannot be written to" in (mail.error or "") for mail in failed)
    assert "müller" in {mail.to.partition("@")[0] for mail in failed}


async def test_what_the_server_wants_later_is_tried_later_and_given_up_after_days(
    post: Post, clock: SettableClock
) -> None:
    post.server.refuses["eka@toko.example"] = "451 4.7.1 greylisted"
    await post.invite("eka")
    await post.worker().send_due()
    await post.worker().send_due()
    mail = (await post.mails())["eka"]
    assert (mail.state, mail.trouble, mail.attempts) == (MailState.PENDING, MailTrouble.DELAYED, 1)
    assert 20 <= (mail.next_try_at - clock.now()).total_seconds() <= 40
    for _ in range(100):
        clock.advance(3600)
        await post.worker().send_due()
    mail = (await post.mails())["eka"]
    assert (mail.state, mail.trouble) == (MailState.FAILED, MailTrouble.GAVE_UP)
    assert "greylisted" in (mail.error or "")
    assert 40 < mail.attempts < 90


async def test_a_server_that_hangs_up_within_the_message_gets_it_again(
    post: Post, clock: SettableClock
) -> None:
    post.server.dies_within_data = True
    await post.invite("eka")
    await post.worker().send_due()
    # How far the body came before the connection broke is a matter of the kernel's buffers.
    assert (await post.states())["eka"] in (MailState.PENDING, MailState.UNKNOWN)
    assert post.got() == []


async def test_a_server_that_dies_before_its_answer_may_have_it_so_it_is_not_sent_again(
    post: Post, clock: SettableClock
) -> None:
    post.server.silent_after_data = True
    await post.invite("eka", "fitri")
    await post.worker().send_due()
    mails = await post.mails()
    assert {mail.state for mail in mails.values()} == {MailState.UNKNOWN}
    assert {mail.trouble for mail in mails.values()} == {MailTrouble.UNCERTAIN}
    post.server.silent_after_data = False
    clock.advance(4 * 86_400)
    await post.worker().send_due()
    assert sorted(post.got()) == ["eka", "fitri"]


async def test_a_worker_that_never_came_back_leaves_unknown_and_may_still_tell_the_truth(
    post: Post,
) -> None:
    post.server.holds = asyncio.Event()
    await post.invite("eka")
    slow = asyncio.create_task(post.worker().send_due())
    await post.server.in_data.wait()
    await _lease_runs_out(post)
    await post.worker().send_due()
    assert await post.states() == {"eka": MailState.UNKNOWN}
    post.server.holds.set()
    await slow
    assert await post.states() == {"eka": MailState.SENT}
    assert post.got() == ["eka"]


async def test_a_worker_that_is_told_to_stop_writes_down_what_the_server_said(post: Post) -> None:
    post.server.holds = asyncio.Event()
    await post.invite("eka")
    stopped = asyncio.create_task(post.worker().send_due())
    await post.server.in_data.wait()
    stopped.cancel()
    await asyncio.sleep(0)
    post.server.holds.set()
    with pytest.raises(asyncio.CancelledError):
        await stopped
    assert await post.states() == {"eka": MailState.SENT}


async def test_without_a_server_mails_are_kept_and_never_sent_by_surprise(
    post: Post, clock: SettableClock
) -> None:
    await post.invite("eka")
    await post.worker(smtp_url="").send_due()
    kept = (await post.mails())["eka"]
    assert (kept.state, kept.trouble) == (MailState.KEPT, MailTrouble.NO_SERVER)
    clock.advance(60)
    await post.worker().send_due()
    assert post.got() == []
    await post.settle.send_again(kept.id)
    await post.worker().send_due()
    assert post.got() == ["eka"]


async def test_a_link_that_has_ended_is_not_sent_any_more(post: Post, clock: SettableClock) -> None:
    await post.server.stop()
    await post.invite("eka", "fitri")
    by_name = {one.email.partition("@")[0]: one for one in await post.store.find(Invitation, {})}
    invite = InviteMembers(post.store, post.directory)
    await invite.revoke(by_name["eka"].id, post.dewi)
    await invite.again(by_name["fitri"].id, post.dewi)
    await post.server.start()
    await post.worker().send_due()
    assert post.got() == ["fitri"]
    assert "invite#" in post.server.received[0].part("plain")
    token = post.server.received[0].part("plain").partition("/invite#")[2].split()[0]
    assert read_token(post.signer, LinkPurpose.INVITATION, token).round == 2


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For localhost, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            str(folder / "key.pem"),
            "-out",
            str(folder / "cert.pem"),
        ],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.mark.parametrize("at_once", [False, True], ids=["starttls", "smtps"])
async def test_it_signs_in_over_tls_and_says_what_is_wrong_when_it_cannot(
    store: Store, certificate: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    server = SmtpServer(tls=tls, at_once=at_once, password="rahasia")
    await server.start()
    post = Post(store, server)
    await post.invite("eka")
    assert not await post.worker().send_due()
    assert "certificate" in ((await post.mails())["eka"].error or "")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    assert not await post.worker(server.url.replace("rahasia", "wrong")).send_due()
    error = (await post.mails())["eka"].error or ""
    assert "535" in error and "wrong user" in error and "rahasia" not in error
    assert await post.worker().send_due()
    assert post.got() == ["eka"]
    await server.stop()


async def _lease_runs_out(post: Post) -> None:
    sending = {"state": MailState.SENDING.value}
    await post.store.change(SystemMail, sending, {"$set": {"claimed_until": LONG_AGO}})
