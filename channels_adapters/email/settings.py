"""What an admin sets for a mailbox."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from channels_adapters.kit.forms import grouped, told


class Security(StrEnum):
    """How the connection is encrypted. ``none`` is for a server on the same machine."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


def _address(text: str) -> str:
    address = text.strip().lower()
    local, _, domain = address.rpartition("@")
    if not local or "." not in domain or any(c.isspace() or c in '<>",;' for c in address):
        raise ValueError("must be an e-mail address, such as help@company.example")
    return address


def _host(text: str) -> str:
    host = text.strip().lower()
    if any(c.isspace() or c in "/:@" for c in host):
        raise ValueError("must be the name of a server, such as smtp.company.example")
    return host


Host = Annotated[str, AfterValidator(_host)]
Port = Annotated[int, Field(ge=1, le=65_535)]

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
                "sending": ("Sending (SMTP)", "Pengiriman (SMTP)"),
            }
        )
    }

    address: Annotated[str, AfterValidator(_address)] = Field(
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
