"""What an admin sets for a WhatsApp number."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field

from channels_adapters.kit.forms import grouped, told

GRAPH = "https://graph.facebook.com"
VERSION = "v26.0"
MEDIA_HOSTS = ["lookaside.fbsbx.com"]


def _base(text: str) -> str:
    """An address without a path. Loopback may go without TLS, for stand-ins."""
    base = text.strip().rstrip("/")
    parts = urlsplit(base)
    host = parts.hostname or ""
    if not host or f"{parts.scheme}://{parts.netloc}" != base or "@" in parts.netloc:
        raise ValueError("must be an address without a path, such as https://graph.facebook.com")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(host)):
        raise ValueError("must begin with https://")
    return base


def _is_loopback(host: str) -> bool:
    return host in ("127.0.0.1", "::1", "localhost")


def _digits(text: str) -> str:
    id = "".join(text.split())
    if not (id.isascii() and id.isdigit()):
        raise ValueError("has digits only; it is not the phone number")
    return id


def _hosts(hosts: list[str]) -> list[str]:
    return [host.strip().lower() for host in hosts if host.strip()]


MetaId = Annotated[str, Field(min_length=5, max_length=30), AfterValidator(_digits)]


class WhatsAppSettings(BaseModel):
    """``media_hosts``: where files may lie besides ``api_base``; only there the token is shown."""

    model_config = {
        "json_schema_extra": grouped(
            {
                "account": ("Your number at Meta", "Nomor Anda di Meta"),
                "advanced": ("Advanced", "Lanjutan"),
            }
        )
    }

    phone_number_id: MetaId = Field(
        json_schema_extra=told(
            "Phone number ID",
            "ID nomor telepon",
            "In Meta's App Dashboard under WhatsApp, API Setup. It is not the phone number itself.",
            "Di Dasbor Aplikasi Meta, menu WhatsApp, API Setup. Ini bukan nomor teleponnya.",
            group="account",
            placeholder="106540352242922",
        )
    )
    waba_id: MetaId = Field(
        json_schema_extra=told(
            "WhatsApp Business Account ID",
            "ID Akun WhatsApp Business",
            "On the same page, below the phone number ID.",
            "Di halaman yang sama, di bawah ID nomor telepon.",
            group="account",
            placeholder="102290129340398",
        )
    )
    api_base: Annotated[str, AfterValidator(_base)] = Field(
        GRAPH,
        json_schema_extra=told(
            "Address of the Graph API",
            "Alamat Graph API",
            "Change it only to try things out with a stand-in.",
            "Ubah hanya untuk uji coba dengan simulator.",
            group="advanced",
        ),
    )
    api_version: str = Field(
        VERSION,
        pattern=r"^v\d{1,3}\.\d$",
        json_schema_extra=told(
            "Version of the Graph API",
            "Versi Graph API",
            "Meta keeps each version for about two years.",
            "Meta mempertahankan setiap versi selama sekitar dua tahun.",
            group="advanced",
        ),
    )
    per_second: Annotated[int, Field(ge=1, le=1000)] = Field(
        80,
        json_schema_extra=told(
            "Messages a second",
            "Pesan per detik",
            "What Meta allows this number: 80 as a rule, 20 when it is also used in the WhatsApp "
            "Business app, more where Meta has raised it.",
            "Yang diizinkan Meta untuk nomor ini: umumnya 80, 20 jika nomor juga dipakai di aplikasi "
            "WhatsApp Business, dan lebih banyak jika Meta telah menaikkannya.",
            group="advanced",
        ),
    )
    media_hosts: Annotated[list[str], Field(max_length=20), AfterValidator(_hosts)] = Field(
        default_factory=lambda: list(MEDIA_HOSTS),
        json_schema_extra=told(
            "Hosts that keep files",
            "Host penyimpan berkas",
            "Files are fetched from these only.",
            "Berkas hanya diambil dari host ini.",
            group="advanced",
        ),
    )


class WhatsAppSecrets(BaseModel):
    """``previous_app_secret`` is accepted beside the new one while Meta changes over."""

    access_token: str = Field(
        "",
        json_schema_extra=told(
            "Access token",
            "Token akses",
            "A permanent token of a system user with whatsapp_business_messaging and "
            "whatsapp_business_management. The token of the API Setup page ends after 24 hours.",
            "Token permanen milik pengguna sistem dengan izin whatsapp_business_messaging dan "
            "whatsapp_business_management. Token di halaman API Setup berakhir setelah 24 jam.",
            group="account",
            needed=True,
        ),
    )
    app_secret: str = Field(
        "",
        json_schema_extra=told(
            "App secret",
            "Kunci rahasia aplikasi",
            "In the App Dashboard under App settings, Basic. It proves that messages come from Meta.",
            "Di Dasbor Aplikasi, menu App settings, Basic. Ini membuktikan bahwa pesan berasal dari Meta.",
            group="account",
            needed=True,
        ),
    )
    verify_token: str = Field(
        "",
        json_schema_extra=told(
            "Verify token",
            "Token verifikasi",
            "Meta asks for it beside the callback address, and sends it along to prove itself.",
            "Meta memintanya bersama alamat callback, lalu mengirimkannya sebagai bukti.",
            group="account",
            needed=True,
            generated=True,
            given=True,
        ),
    )
    previous_app_secret: str = Field(
        "",
        json_schema_extra=told(
            "Previous app secret",
            "Kunci rahasia aplikasi sebelumnya",
            "Only while the app secret is being replaced: both are accepted.",
            "Hanya selama kunci rahasia diganti: keduanya diterima.",
            group="advanced",
        ),
    )
