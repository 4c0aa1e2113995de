"""What an admin sets for a mailbox."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from channels_adapters.email.fields import (
    Folder,
    Host,
    Port,
    checked_address,
    checked_addresses,
    checked_url,
)
from channels_adapters.email.presets import PRESETS
from channels_adapters.kit.forms import grouped, told


class SignIn(StrEnum):
    """``oauth``: with a refresh token, as Google and Microsoft ask for (XOAUTH2)."""

    PLAIN = "password"
    OAUTH = "oauth"


class Start(StrEnum):
    """From which mail on a mailbox is read the first time. What is older is only filed."""

    NOW = "now"
    DAYS = "days"
    ALL = "all"


class Security(StrEnum):
    """How the connection is encrypted. ``none`` is for a server on the same machine."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


CHOICES = {
    "tls": ("TLS from the start", "TLS sejak awal"),
    "starttls": ("STARTTLS", "STARTTLS"),
    "none": ("None (same machine only)", "Tanpa enkripsi (mesin yang sama saja)"),
}


class EmailSettings(BaseModel):
    """``smtp_user``: empty takes the address. ``from_name``: empty names agent and company."""

    model_config = {
        "json_schema_extra": grouped(
            {
                "account": ("Your mailbox", "Kotak surat Anda"),
                "receiving": ("Receiving (IMAP)", "Penerimaan (IMAP)"),
                "sending": ("Sending (SMTP)", "Pengiriman (SMTP)"),
                "advanced": ("More settings", "Pengaturan lain"),
            },
            PRESETS,
        )
    }

    address: Annotated[str, AfterValidator(checked_address)] = Field(
        json_schema_extra=told(
            "E-mail address",
            "Alamat email",
            "Customers write to it, and answers come from it.",
            "Pelanggan menulis ke alamat ini, dan balasan dikirim dari alamat ini.",
            group="account",
            placeholder="help@company.example",
        )
    )
    from_name: str = Field(
        "",
        max_length=80,
        json_schema_extra=told(
            "Sender's name",
            "Nama pengirim",
            "What customers see beside the address. Empty: the agent's first name and the company.",
            "Nama yang dilihat pelanggan. Kosong: nama depan agen dan nama perusahaan.",
            group="account",
        ),
    )
    sign_in: SignIn = Field(
        SignIn.PLAIN,
        json_schema_extra=told(
            "Sign-in",
            "Cara masuk",
            "Microsoft 365 takes no passwords any more.",
            "Microsoft 365 tidak lagi menerima kata sandi.",
            group="account",
            choices={
                "password": ("Password", "Kata sandi"),
                "oauth": ("OAuth 2 (refresh token)", "OAuth 2 (token penyegar)"),
            },
        ),
    )
    client_id: str = Field(
        "",
        max_length=300,
        json_schema_extra=told(
            "Client ID", "ID klien", group="account", shown_when={"sign_in": "oauth"}
        ),
    )
    oauth_url: Annotated[str, Field(max_length=500), AfterValidator(checked_url)] = Field(
        "",
        json_schema_extra=told(
            "Token address",
            "Alamat token",
            "Where access tokens are fetched.",
            "Tempat token akses diambil.",
            group="account",
            shown_when={"sign_in": "oauth"},
            placeholder="https://oauth2.googleapis.com/token",
        ),
    )
    oauth_scope: str = Field(
        "",
        max_length=500,
        json_schema_extra=told(
            "Scope",
            "Cakupan",
            "Empty: as the refresh token was given.",
            "Kosong: sesuai token penyegar.",
            group="account",
            shown_when={"sign_in": "oauth"},
        ),
    )
    imap_host: Host = Field(
        "",
        json_schema_extra=told(
            "IMAP server",
            "Server IMAP",
            "Empty: this channel only sends.",
            "Kosong: kanal ini hanya mengirim.",
            group="receiving",
            placeholder="imap.company.example",
        ),
    )
    imap_port: Port = Field(993, json_schema_extra=told("Port", "Porta", group="receiving"))
    imap_security: Security = Field(
        Security.TLS,
        json_schema_extra=told("Encryption", "Enkripsi", group="receiving", choices=CHOICES),
    )
    imap_user: str = Field(
        "",
        max_length=254,
        json_schema_extra=told(
            "User name",
            "Nama pengguna",
            "Empty: the e-mail address.",
            "Kosong: alamat email.",
            group="receiving",
        ),
    )
    start: Start = Field(
        Start.NOW,
        json_schema_extra=told(
            "Begin with",
            "Mulai dari",
            "Older mail is only filed as resolved conversations: nobody is notified, and nothing is "
            "sent.",
            "Email lama hanya diarsipkan sebagai percakapan selesai: tidak ada notifikasi, dan tidak "
            "ada yang dikirim.",
            group="receiving",
            choices={
                "now": ("New mail only", "Email baru saja"),
                "days": ("Mail of the last days", "Email beberapa hari terakhir"),
                "all": ("All mail", "Semua email"),
            },
        ),
    )
    start_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        30,
        json_schema_extra=told(
            "How many days back",
            "Berapa hari ke belakang",
            group="receiving",
            shown_when={"start": "days"},
        ),
    )
    smtp_host: Host = Field(
        json_schema_extra=told(
            "SMTP server", "Server SMTP", group="sending", placeholder="smtp.company.example"
        )
    )
    smtp_port: Port = Field(587, json_schema_extra=told("Port", "Porta", group="sending"))
    smtp_security: Security = Field(
        Security.STARTTLS,
        json_schema_extra=told("Encryption", "Enkripsi", group="sending", choices=CHOICES),
    )
    smtp_user: str = Field(
        "",
        max_length=254,
        json_schema_extra=told(
            "User name",
            "Nama pengguna",
            "Empty: the e-mail address.",
            "Kosong: alamat email.",
            group="sending",
        ),
    )
    per_minute: Annotated[int, Field(ge=1, le=6000)] = Field(
        60,
        json_schema_extra=told(
            "Mails a minute",
            "Email per menit",
            "No more are handed to the mail server; the rest wait their turn. Microsoft 365 takes 30.",
            "Tidak lebih dari ini yang diserahkan ke server email; sisanya menunggu giliran. Microsoft "
            "365 menerima 30.",
            group="sending",
        ),
    )
    per_day: Annotated[int, Field(ge=1, le=10_000_000)] = Field(
        10_000,
        json_schema_extra=told(
            "Mails a day",
            "Email per hari",
            "Half of them may go out at once, the rest follows evenly. Gmail takes 500, Google Workspace "
            "2,000, Microsoft 365 10,000.",
            "Separuhnya dapat dikirim sekaligus, sisanya menyusul merata. Gmail menerima 500, Google "
            "Workspace 2.000, Microsoft 365 10.000.",
            group="sending",
        ),
    )
    plus_addressing: bool = Field(
        True,
        json_schema_extra=told(
            "Answers find their chat by the address",
            "Balasan menemukan percakapan melalui alamat",
            "Answers go to an address such as help+abc@company.example. Switch it off when your mail "
            "provider does not deliver those.",
            "Balasan dikirim ke alamat seperti help+abc@company.example. Matikan jika penyedia email "
            "Anda tidak mendukungnya.",
            group="sending",
        ),
    )
    aliases: Annotated[list[str], Field(max_length=50), AfterValidator(checked_addresses)] = Field(
        default_factory=list,
        json_schema_extra=told(
            "Other addresses of yours",
            "Alamat Anda yang lain",
            "Mail from these is yours, and is never taken for a customer's.",
            "Email dari alamat ini milik Anda dan tidak dianggap dari pelanggan.",
            group="advanced",
        ),
    )
    folder: Folder = Field(
        "INBOX",
        json_schema_extra=told(
            "Folder",
            "Folder",
            "The one that is read. Once the mailbox is stored, its folders are offered here.",
            "Folder yang dibaca. Setelah kotak surat tersimpan, daftar foldernya tampil di sini.",
            group="receiving",
            offered=True,
        ),
    )
    junk_folder: Folder = Field(
        "",
        json_schema_extra=told(
            "Spam folder",
            "Folder spam",
            "Read as well; its mails are marked as suspected. Empty: it is not read.",
            "Ikut dibaca; emailnya ditandai mencurigakan. Kosong: tidak dibaca.",
            group="receiving",
            placeholder="Junk",
            offered=True,
        ),
    )
    largest: Annotated[int, Field(ge=1, le=100)] = Field(
        35,
        json_schema_extra=told(
            "Largest mail in MB",
            "Ukuran email terbesar (MB)",
            "Of a larger one only its head is taken.",
            "Dari email yang lebih besar, hanya kepalanya yang diambil.",
            group="advanced",
        ),
    )
    checked_by: str = Field(
        "",
        max_length=254,
        json_schema_extra=told(
            "Who checks senders",
            "Pemeriksa pengirim",
            "The name your mail server writes into Authentication-Results. Empty: those lines are "
            "not believed.",
            "Nama yang ditulis server email Anda di Authentication-Results. Kosong: baris itu tidak "
            "dipercaya.",
            group="advanced",
            placeholder="mx.google.com",
        ),
    )

    def own_addresses(self) -> set[str]:
        return {self.address, *self.aliases}


class EmailSecrets(BaseModel):
    """``smtp_password``: empty takes the mailbox's."""

    password: str = Field(
        "",
        json_schema_extra=told(
            "Password",
            "Kata sandi",
            "With two-step sign-in, an app password.",
            "Jika memakai verifikasi dua langkah, isi sandi aplikasi.",
            group="account",
        ),
    )
    smtp_password: str = Field(
        "",
        json_schema_extra=told(
            "Password for sending",
            "Kata sandi pengiriman",
            "Empty: the password of the mailbox.",
            "Kosong: kata sandi kotak surat.",
            group="sending",
        ),
    )
    refresh_token: str = Field(
        "",
        json_schema_extra=told(
            "Refresh token",
            "Token penyegar",
            "For sign-in with OAuth 2.",
            "Untuk masuk dengan OAuth 2.",
            group="account",
            shown_when={"sign_in": "oauth"},
        ),
    )
    client_secret: str = Field(
        "",
        json_schema_extra=told(
            "Client secret",
            "Rahasia klien",
            "Of the app that the refresh token was given to.",
            "Milik aplikasi penerima token penyegar.",
            group="account",
            shown_when={"sign_in": "oauth"},
        ),
    )
