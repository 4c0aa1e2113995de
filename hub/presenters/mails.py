"""What the mails of the house say, in the language of whoever gets them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hub.presenters.letter import Letter
from models.documents import Invitation, Member, Workspace
from models.words import Language, Role

MONTHS = {
    Language.ENGLISH: "January February March April May June July August September October November December",
    Language.INDONESIAN: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}

ROLES = {
    Language.ENGLISH: {
        Role.ADMIN: "an admin",
        Role.SUPERVISOR: "a supervisor",
        Role.AGENT: "an agent",
    },
    Language.INDONESIAN: {
        Role.ADMIN: "admin",
        Role.SUPERVISOR: "supervisor",
        Role.AGENT: "agen",
    },
}


def moment(at: datetime, house: Workspace, language: Language) -> str:
    """``2 December 2026, 10:42 WIB``, in the time zone of the workspace."""
    local = at.astimezone(ZoneInfo(house.time_zone))
    month = MONTHS[language].split()[local.month - 1]
    clock = local.strftime("%H:%M" if language is Language.ENGLISH else "%H.%M")
    zone = local.tzname() or ""
    return f"{local.day} {month} {local.year}, {clock} {zone}".rstrip()


def invitation(invited: Invitation, house: Workspace, language: Language) -> Letter:
    by, role = invited.invited_by.name, ROLES[language][invited.role]
    until = moment(invited.expires_at, house, language)
    if language is Language.ENGLISH:
        return Letter(
            subject=f"{by} invites you to {house.name}",
            heading=f"Join {house.name}",
            paragraphs=[
                (
                    f"{by} invites you to work in {house.name} as {role}. "
                    "Choose a name and a password, and you are in."
                ),
                f"Your address for signing in is {invited.email}.",
            ],
            act="Accept the invitation",
            under_act="Or copy this address into your browser:",
            notes=[
                f"The link works once and until {until}. It is personal: do not pass it on.",
                "If you did not expect this invitation, you can ignore this mail.",
            ],
        )
    return Letter(
        subject=f"{by} mengundang Anda ke {house.name}",
        heading=f"Bergabung dengan {house.name}",
        paragraphs=[
            (
                f"{by} mengundang Anda bekerja di {house.name} sebagai {role}. "
                "Pilih nama dan kata sandi, lalu Anda dapat mulai."
            ),
            f"Alamat Anda untuk masuk adalah {invited.email}.",
        ],
        act="Terima undangan",
        under_act="Atau salin alamat ini ke peramban Anda:",
        notes=[
            (
                f"Tautan ini berlaku satu kali dan sampai {until}. "
                "Tautan ini bersifat pribadi: jangan diteruskan."
            ),
            "Jika Anda tidak menunggu undangan ini, abaikan saja email ini.",
        ],
    )


def password_reset(
    member: Member, expires_at: datetime, house: Workspace, language: Language
) -> Letter:
    until = moment(expires_at, house, language)
    if language is Language.ENGLISH:
        return Letter(
            subject=f"A new password for {house.name}",
            heading=f"Hello {member.name}",
            paragraphs=[
                f"Somebody, we hope you, asked for a new password for {member.email}.",
            ],
            act="Choose a new password",
            under_act="Or copy this address into your browser:",
            notes=[
                f"The link works once and until {until}.",
                "If it was not you, ignore this mail: your password stays as it is.",
            ],
        )
    return Letter(
        subject=f"Kata sandi baru untuk {house.name}",
        heading=f"Halo {member.name}",
        paragraphs=[
            f"Seseorang, semoga Anda sendiri, meminta kata sandi baru untuk {member.email}.",
        ],
        act="Pilih kata sandi baru",
        under_act="Atau salin alamat ini ke peramban Anda:",
        notes=[
            f"Tautan ini berlaku satu kali dan sampai {until}.",
            "Jika bukan Anda yang meminta, abaikan email ini: kata sandi Anda tidak berubah.",
        ],
    )


def password_changed(member: Member, at: datetime, house: Workspace, language: Language) -> Letter:
    when = moment(at, house, language)
    if language is Language.ENGLISH:
        return Letter(
            subject=f"Your password for {house.name} was changed",
            heading=f"Hello {member.name}",
            paragraphs=[
                (
                    f"The password of {member.email} was changed on {when}. "
                    "All other devices were signed out."
                ),
                (
                    "If it was not you, ask for a new password on the sign-in page at once, "
                    "and tell an admin."
                ),
            ],
        )
    return Letter(
        subject=f"Kata sandi Anda untuk {house.name} telah diganti",
        heading=f"Halo {member.name}",
        paragraphs=[
            (
                f"Kata sandi {member.email} diganti pada {when}. "
                "Semua perangkat lain telah dikeluarkan."
            ),
            (
                "Jika bukan Anda yang menggantinya, segera minta kata sandi baru di halaman masuk "
                "dan beri tahu admin."
            ),
        ],
    )


def mention(by: str, number: int, address: str, house: Workspace, language: Language) -> Letter:
    """``address`` of the chat in the inbox."""
    if language is Language.ENGLISH:
        return Letter(
            subject=f"{by} mentioned you in chat {number}",
            heading=f"{by} mentioned you",
            paragraphs=[
                f"There is a private note for you in chat {number}, written while you were away.",
                f"Read it in the inbox: {address}",
            ],
            notes=["Whether such mails come to you is in your notification settings."],
        )
    return Letter(
        subject=f"{by} menyebut Anda di chat {number}",
        heading=f"{by} menyebut Anda",
        paragraphs=[
            f"Ada catatan internal untuk Anda di chat {number}, ditulis ketika Anda tidak ada.",
            f"Baca di kotak masuk {house.name}: {address}",
        ],
        notes=["Anda dapat mengatur email seperti ini di pengaturan notifikasi."],
    )
