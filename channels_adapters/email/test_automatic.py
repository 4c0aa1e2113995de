"""What a machine wrote is never answered by one of ours."""

from email.message import EmailMessage

import pytest

from channels_adapters.email.automatic import is_automatic

MACHINES = {
    "an answer while away": ("Auto-Submitted", "auto-replied"),
    "with a remark": ("Auto-Submitted", "auto-generated (vacation); owner-email=a@b.example"),
    "an old program": ("Precedence", "auto_reply"),
    "a list": ("List-Id", "<pelanggan.paketara.example>"),
    "an answering machine": ("X-Autoreply", "yes"),
    "another": ("X-Autorespond", "Cuti"),
    "a third": ("X-Mail-Autoreply", "1"),
    "one that says for whom": ("X-Autoreply-From", "dewi@surel.example"),
    "a bounce": ("Return-Path", "<>"),
}
PEOPLE = {
    "said to be no machine": ("Auto-Submitted", "no (really)"),
    "Exchange": ("X-Auto-Response-Suppress", "DR, OOF, AutoReply"),
    "high precedence": ("Precedence", "first-class"),
    "nothing": ("X-Mailer", "Outlook"),
}


def mail(head: tuple[str, str]) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "dewi@surel.example"
    made[head[0]] = head[1]
    made.set_content("Saya sedang cuti.")
    return made


@pytest.mark.parametrize("head", MACHINES.values(), ids=MACHINES)
def test_a_machine_wrote_it(head: tuple[str, str]) -> None:
    assert is_automatic(mail(head), "dewi@surel.example")


@pytest.mark.parametrize("head", PEOPLE.values(), ids=PEOPLE)
def test_a_person_wrote_it(head: tuple[str, str]) -> None:
    assert not is_automatic(mail(head), "dewi@surel.example")


@pytest.mark.parametrize(
    "sender", ["mailer-daemon@surel.example", "postmaster@a.example", "bounces+1=2@a.example"]
)
def test_its_address_tells(sender: str) -> None:
    assert is_automatic(mail(("X-Mailer", "qmail")), sender)
