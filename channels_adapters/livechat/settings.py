"""What an admin sets for a live-chat channel."""

from pydantic import BaseModel, Field

from models.words import Language


class LiveChatSettings(BaseModel):
    """``allowed_sites`` are origins (``https://shop.example``); ``*`` allows every site."""

    allowed_sites: list[str] = Field(default_factory=list)
    brand_color: str = Field("#3450CF", pattern=r"^#[0-9A-Fa-f]{6}$")
    welcome: dict[Language, str] = Field(
        default_factory=lambda: {
            Language.INDONESIAN: "Halo. Ada yang bisa kami bantu?",
            Language.ENGLISH: "Hello. How can we help?",
        }
    )
    ask_name: bool = False
    ask_email: bool = False
