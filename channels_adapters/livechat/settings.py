"""What an admin sets for a live-chat channel."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, model_validator

from channels_adapters.kit.forms import told
from models.words import Language, LauncherSide

ID, EN = Language.INDONESIAN, Language.ENGLISH
ANY_SITE = "*"
MOST_SITES = 100
MOST_TOPICS = 20


def _site(text: str) -> str:
    """An origin as browsers send it. A bare domain is taken as https."""
    site = text.strip().lower().rstrip("/")
    if site == ANY_SITE:
        return site
    whole = site if "://" in site else f"https://{site}"
    try:
        parts = urlsplit(whole)
        _ = parts.port
    except ValueError:
        raise ValueError("must be an address such as https://shop.example") from None
    if f"{parts.scheme}://{parts.netloc}" != whole or parts.scheme not in ("http", "https"):
        raise ValueError("must be an address without a path, such as https://shop.example")
    host = parts.hostname or ""
    if not host.isascii() or set(whole) & set(" ;,'\"\\@"):
        raise ValueError("must be an address such as https://shop.example")
    if "." not in host and host != "localhost" and not host.startswith("["):
        raise ValueError("must be the full domain, such as shop.example")
    return whole


def _sites(sites: list[str]) -> list[str]:
    return list(dict.fromkeys(sites))


def _greetings(welcome: dict[Language, str]) -> dict[Language, str]:
    return {language: text.strip() for language, text in welcome.items()}


Site = Annotated[str, AfterValidator(_site)]
Greeting = Annotated[str, Field(max_length=160)]
Name = Annotated[str, Field(max_length=60)]


class Topic(BaseModel):
    """What a visitor may choose before he writes. ``department_id``: where such chats begin."""

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    name: dict[Language, Name]
    department_id: str | None = None

    @model_validator(mode="after")
    def _is_named(self) -> "Topic":
        if not any(text.strip() for text in self.name.values()):
            raise ValueError("needs a name")
        return self


class LiveChatSettings(BaseModel):
    """``allowed_sites`` are origins (``https://shop.example``); ``*`` allows every site.

    ``display_name`` empty: visitors read the company's name. The form before a chat asks what
    ``ask_...`` says; what ``require_...`` says too cannot be left empty.
    """

    display_name: str = Field(
        "",
        max_length=60,
        json_schema_extra=told(
            "Name visitors see",
            "Nama yang dilihat pengunjung",
            "Empty: the company's name.",
            "Kosong: nama perusahaan.",
        ),
    )
    allowed_sites: Annotated[list[Site], Field(max_length=MOST_SITES), AfterValidator(_sites)] = (
        Field(
            default_factory=list,
            json_schema_extra=told(
                "Allowed sites",
                "Situs yang diizinkan",
                "Only these sites can show the chat.",
                "Hanya situs ini yang dapat menampilkan chat.",
            ),
        )
    )
    brand_color: str = Field(
        "#3450CF",
        pattern=r"^#[0-9A-Fa-f]{6}$",
        json_schema_extra=told("Brand colour", "Warna merek"),
    )
    welcome: Annotated[dict[Language, Greeting], AfterValidator(_greetings)] = Field(
        default_factory=lambda: {
            ID: "Halo. Ada yang bisa kami bantu?",
            EN: "Hello. How can we help?",
        },
        json_schema_extra=told("Greeting", "Sapaan"),
    )
    launcher_side: LauncherSide = Field(
        LauncherSide.RIGHT, json_schema_extra=told("Launcher position", "Letak tombol")
    )
    show_answer_time: bool = Field(
        True,
        json_schema_extra=told(
            "Show the usual answer time",
            "Tampilkan waktu jawab biasanya",
            "Measured over the last 7 days.",
            "Diukur selama 7 hari terakhir.",
        ),
    )
    ask_name: bool = Field(False, json_schema_extra=told("Ask for the name", "Tanyakan nama"))
    require_name: bool = Field(True, json_schema_extra=told("Name is required", "Nama wajib"))
    ask_email: bool = Field(False, json_schema_extra=told("Ask for the e-mail", "Tanyakan email"))
    require_email: bool = Field(False, json_schema_extra=told("E-mail is required", "Email wajib"))
    ask_topic: bool = Field(
        False, json_schema_extra=told("Ask for the topic", "Tanyakan keperluan")
    )
    require_topic: bool = Field(
        True, json_schema_extra=told("Topic is required", "Keperluan wajib")
    )
    topics: list[Topic] = Field(
        default_factory=list,
        max_length=MOST_TOPICS,
        json_schema_extra=told(
            "Topics",
            "Keperluan",
            "Each chooses the department.",
            "Setiap keperluan memilih departemen.",
        ),
    )
    offline_form: bool = Field(
        True,
        json_schema_extra=told(
            "Form outside the hours",
            "Formulir di luar jam kerja",
            "Visitors leave a message and an address.",
            "Pengunjung meninggalkan pesan dan alamat.",
        ),
    )

    @model_validator(mode="after")
    def _fits_together(self) -> "LiveChatSettings":
        ids = [topic.id for topic in self.topics]
        if len(set(ids)) != len(ids):
            raise ValueError("two topics have the same id")
        if self.ask_topic and not self.topics:
            raise ValueError("add a topic before the form asks for it")
        return self
