"""Webhook bodies of the WhatsApp Business Platform, as Meta documents them for Graph API v21 to v26.

Meta sets the version of webhooks in the app and not in our addresses, and adds fields and kinds all
year, so nothing here is required and everything unknown is kept.
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from channels_adapters.kit.tolerant import Loose


def _bare(number: Any) -> Any:
    """Meta's samples write numbers with a plus sign here and without it there: it is one number."""
    return number.strip().removeprefix("+") if isinstance(number, str) else number


Number = Annotated[str | None, BeforeValidator(_bare)]


class Failure(Loose):
    """``error_data.details`` says more than ``title``; older webhooks had ``details`` beside it."""

    class Data(Loose):
        details: str | None = None

    code: str | None = None
    title: str | None = None
    message: str | None = None
    details: str | None = None
    error_data: Data = Field(default_factory=Data)

    def told(self) -> str:
        return self.error_data.details or self.details or self.message or self.title or ""


class Sender(Loose):
    """One of ``contacts[]`` of a value: who wrote, or whom a status is about."""

    class Profile(Loose):
        name: str | None = None
        username: str | None = None

    profile: Profile = Field(default_factory=Profile)
    wa_id: Number = None
    user_id: str | None = None
    parent_user_id: str | None = None


class File(Loose):
    """An image, video, sticker, voice note, recording or document."""

    id: str | None = None
    mime_type: str | None = None
    sha256: str | None = None
    caption: str | None = None
    filename: str | None = None
    voice: bool | None = None
    animated: bool | None = None


class Text(Loose):
    body: str | None = None


class Location(Loose):
    latitude: float | None = None
    longitude: float | None = None
    name: str | None = None
    address: str | None = None


class Card(Loose):
    """A shared contact."""

    class Name(Loose):
        formatted_name: str | None = None
        first_name: str | None = None
        last_name: str | None = None

    class Phone(Loose):
        phone: str | None = None
        wa_id: str | None = None

    class Email(Loose):
        email: str | None = None

    class Organisation(Loose):
        company: str | None = None

    name: Name = Field(default_factory=Name)
    vcard: str | None = None
    phones: list[Phone] = Field(default_factory=list)
    emails: list[Email] = Field(default_factory=list)
    org: Organisation = Field(default_factory=Organisation)
    origin: str | None = None


class Choice(Loose):
    """A pressed button or a chosen row."""

    id: str | None = None
    title: str | None = None
    description: str | None = None


class Form(Loose):
    """A filled-in form: ``response_json`` is JSON inside a string, or JSON as it is."""

    name: str | None = None
    body: str | None = None
    response_json: Any = None


class Interactive(Loose):
    type: str | None = None
    button_reply: Choice | None = None
    list_reply: Choice | None = None
    nfm_reply: Form | None = None


class Button(Loose):
    """A quick reply of a template."""

    payload: str | None = None
    text: str | None = None


class Reaction(Loose):
    """No ``emoji``, or an empty one: taken back."""

    message_id: str | None = None
    emoji: str | None = None


class Order(Loose):
    class Item(Loose):
        product_retailer_id: str | None = None
        quantity: float | None = None
        item_price: float | None = None
        currency: str | None = None

    catalog_id: str | None = None
    text: str | None = None
    product_items: list[Item] = Field(default_factory=list)


class System(Loose):
    """``wa_id`` and ``user_id`` are the new ones. Before v12 the new number was ``new_wa_id``."""

    type: str | None = None
    body: str | None = None
    wa_id: Number = None
    new_wa_id: Number = None
    user_id: str | None = None
    previous_user_id: str | None = None
    parent_user_id: str | None = None
    previous_parent_user_id: str | None = None
    customer: Number = None


class Unsupported(Loose):
    type: str | None = None


class Context(Loose):
    """A reply has the quoted message's ``id``; a forward and a question about a product have none."""

    class Product(Loose):
        catalog_id: str | None = None
        product_retailer_id: str | None = None

    id: str | None = None
    forwarded: bool | None = None
    frequently_forwarded: bool | None = None
    referred_product: Product | None = None


class Referral(Loose):
    """The advertisement or post through which the customer came."""

    class Welcome(Loose):
        text: str | None = None

    source_type: str | None = None
    source_id: str | None = None
    source_url: str | None = None
    headline: str | None = None
    body: str | None = None
    media_type: str | None = None
    image_url: str | None = None
    video_url: str | None = None
    thumbnail_url: str | None = None
    ctwa_clid: str | None = None
    welcome_message: Welcome | None = None


class Revoke(Loose):
    original_message_id: str | None = None


CARRIED = (
    *("text", "image", "video", "audio", "sticker", "document", "location", "contacts"),
    *("interactive", "button", "reaction", "order", "system", "edit", "revoke"),
)


class WaMessage(Loose):
    """``sender`` is digits and may be missing: since 2026 people may have user ids only.

    ``to`` and ``to_user_id`` are there in echoes of what was written in the phone's own app.
    """

    id: str | None = None
    sender: Number = Field(None, alias="from")
    from_user_id: str | None = None
    from_parent_user_id: str | None = None
    to: Number = None
    to_user_id: str | None = None
    to_parent_user_id: str | None = None
    group_id: str | None = None
    timestamp: Any = None
    type: str | None = None
    context: Context | None = None
    referral: Referral | None = None
    errors: list[Failure] = Field(default_factory=list)

    text: Text | None = None
    image: File | None = None
    video: File | None = None
    audio: File | None = None
    sticker: File | None = None
    document: File | None = None
    location: Location | None = None
    contacts: list[Card] = Field(default_factory=list)
    interactive: Interactive | None = None
    button: Button | None = None
    reaction: Reaction | None = None
    order: Order | None = None
    system: System | None = None
    unsupported: Unsupported | None = None
    edit: "Edit | None" = None
    revoke: Revoke | None = None

    def kind(self) -> str | None:
        """Its type; where that is missing, what it carries."""
        carried = (name for name in CARRIED if getattr(self, name))
        return self.type or next(carried, None)

    def file(self) -> File | None:
        return self.image or self.video or self.audio or self.sticker or self.document


class Edit(Loose):
    original_message_id: str | None = None
    message: WaMessage | None = None
