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
    "an answer with a word before it": ("Auto-Submitted", "(vacation) auto-replied"),
    "another old program": ("Preference", "auto_reply"),
    "a list that says more": ("Precedence", "bulk (announcement)"),
    "a vacation program": ("X-Vacation", "yes"),
}
PEOPLE = {
    "said to be no machine": ("Auto-Submitted", "no (really)"),
    "Exchange": ("X-Auto-Response-Suppress", "DR, OOF, AutoReply"),
    "high precedence": ("Precedence", "first-class"),
    "nothing": ("X-Mailer", "Outlook"),
    "an answering machine that is off": ("X-Autoreply", "no"),
    "a list's way to write to it": ("X-Mailing-List", ""),
}

AWAY = (
    "Automatic reply: Paket belum sampai",
    "Automatic Reply: Re: Paket",
    "AutoReply: Paket",
    "Auto-Reply: x",
    "Auto Reply",
    "[Auto-Reply] Your mail",
    "[EXTERNAL] Automatic reply: Paket",
    "Out of Office",
    "Out of office: Paket",
    "Out of Office Re: Paket",
    "Out of the office until 5 December",
    "Out of Office AutoReply: Paket",
    "Out of Office - Budi",
    "OOO: Paket",
    "Auto: Re: Paket",
    "AUTO: Budi Santoso is out of the office (returning 12/01/2026)",
    "Budi Santoso is out of the office.",
    "I am currently out of the office",
    "I'm out of office until Monday",
    "Vacation reply",
    "Balasan otomatis: Paket",
    "Balasan Otomatis",
    "Jawaban Otomatis: x",
    "Sedang cuti",
    "Saya sedang cuti: Re: x",
    "Di luar kantor sampai 5 Desember",
    "Abwesenheitsnotiz: Paket",
    "Abwesenheitsnotiz",
    "Automatische Antwort: Paket",
    "Nicht im Büro",
    "Réponse automatique : Colis",
    "Reponse automatique: Colis",
    "Message d’absence",
    "Absent du bureau jusqu'au 5",
    "Respuesta automática: x",
    "Fuera de la oficina",
    "Fuera de oficina: x",
    "Resposta automática: x",
    "Ausência temporária",
    "Automatisch antwoord: x",
    "Afwezig: x",
    "Afwezigheidsbericht",
    "Risposta automatica: x",
    "Fuori sede: x",
    "自動応答: x",
    "自動返信：x",
    "【自動返信】お問い合わせ",
    "不在通知",
    "自动回复: x",
    "自動回覆: x",
    "자동 회신: x",
    "부재중",
    "Автоматический ответ: x",
    "Автоответ: x",
    "Automatyczna odpowiedź: x",
    "Odpowiedź automatyczna: x",
    "Automatická odpověď: x",
    "Automatiskt svar: x",
    "Autosvar: x",
    "Automatisk svar: x",
    "Automaattinen vastaus: x",
    "Otomatik yanıt: x",
    "رد تلقائي: x",
    "תשובה אוטומטית: x",
    "ตอบกลับอัตโนมัติ: x",
    "Trả lời tự động: x",
    "Αυτόματη απάντηση: x",
    "Automatikus válasz: x",
    "Răspuns automat: x",
    "Автоматична відповідь: x",
    "Balasan automatik: x",
    "Automatic response: x",
    "Automated reply",
)
PERSONS = (
    "Re: automatic reply feature",
    "Re: Automatic reply: Paket",
    "Automatic reply does not work",
    "Automatic reply feature",
    "Auto reply setup",
    "Out of office message setup",
    "Out of office chairs for sale",
    "Office chairs out of stock",
    "Sedang cuti bersama apakah kantor buka",
    "Cuti tahunan saya",
    "Autoreply masih rusak",
    "Balasan otomatis tidak terkirim",
    "Automatische Antworten einstellen",
    "Abwesenheit meines Sohnes",
    "Absence de réponse",
    "Respuesta automática no funciona",
    "Paket belum sampai",
    "On leaving the company",
    "On vacation rentals in Bali",
    "Automobile reply",
    "Is the driver out of the office",
    "AW: Abwesenheitsnotiz: x",
    "Fwd: Out of Office",
    "自動返信メールが届かない",
    "自动回复不工作",
    "Auto insurance",
    "Auto: harga berapa",
    "My parcel is out of the office area",
)


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


@pytest.mark.parametrize("subject", AWAY)
def test_its_subject_alone_tells(subject: str) -> None:
    assert is_automatic(mail(("Subject", subject)), "dewi@surel.example")


@pytest.mark.parametrize("subject", PERSONS)
def test_who_only_writes_about_such_answers_is_a_person(subject: str) -> None:
    assert not is_automatic(mail(("Subject", subject)), "dewi@surel.example")


def test_a_question_is_a_persons_unless_it_answers_something() -> None:
    asked = mail(("Subject", "Automatic reply: where do I switch it off?"))
    assert not is_automatic(asked, "dewi@surel.example")
    asked["In-Reply-To"] = "<m1@kirim.example>"
    assert is_automatic(asked, "dewi@surel.example")
