"""Which bodies of ``POST /{phone-number-id}/messages`` the real API takes; all others are refused."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from channels_adapters.whatsapp.simulator.refusals import Refusal

Digits = Annotated[str, Field(pattern=r"^\+?\d{6,15}$")]
UserId = Annotated[str, Field(pattern=r"^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$")]
Wamid = Annotated[str, Field(pattern=r"^wamid\.[A-Za-z0-9+/=_-]+$")]

Model = TypeVar("Model", bound=BaseModel)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TextBody(Strict):
    body: str = Field(min_length=1, max_length=4096)
    preview_url: bool = False


class FileBody(Strict):
    """By ``id`` of an upload or by ``link``, never both."""

    id: str | None = None
    link: str | None = None

    @model_validator(mode="after")
    def _is_one(self) -> "FileBody":
        if (self.id is None) == (self.link is None):
            raise ValueError("needs either id or link")
        return self


class Captioned(FileBody):
    caption: str | None = Field(None, max_length=1024)


class DocumentBody(Captioned):
    filename: str | None = Field(None, max_length=240)


class AudioBody(FileBody):
    voice: bool = False


class LocationBody(Strict):
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    name: str | None = None
    address: str | None = None


class ReactionBody(Strict):
    message_id: Wamid
    emoji: str


class Language(Strict):
    code: str
    policy: Literal["deterministic"] = "deterministic"


class Parameter(Strict):
    type: Literal["text", "image", "video", "document", "payload", "coupon_code"]
    text: str | None = Field(None, max_length=1024)
    parameter_name: str | None = None
    payload: str | None = None
    image: FileBody | None = None
    video: FileBody | None = None
    document: DocumentBody | None = None

    @model_validator(mode="after")
    def _has_its_value(self) -> "Parameter":
        if self.type != "coupon_code" and getattr(self, self.type) is None:
            raise ValueError(f"needs {self.type}")
        if self.text is not None and any(each in self.text for each in ("\n", "\t", "    ")):
            raise ValueError("text cannot have new-line, tab or more than 4 consecutive spaces")
        return self


class Component(Strict):
    type: Literal["header", "body", "button"]
    sub_type: Literal["url", "quick_reply", "copy_code", "flow"] | None = None
    index: int | None = None
    parameters: list[Parameter] = Field(default_factory=list)


class TemplateBody(Strict):
    name: str = Field(pattern=r"^[a-z0-9_]{1,512}$")
    language: Language
    components: list[Component] = Field(default_factory=list)


class Context(Strict):
    message_id: Wamid


class MessageBody(Strict):
    messaging_product: Literal["whatsapp"]
    recipient_type: Literal["individual", "group"] = "individual"
    to: str | None = None
    recipient: str | None = None
    type: Literal[
        "text", "image", "video", "audio", "document", "sticker", "location", "reaction", "template"
    ] = "text"
    context: Context | None = None
    biz_opaque_callback_data: str | None = Field(None, max_length=512)
    text: TextBody | None = None
    image: Captioned | None = None
    video: Captioned | None = None
    audio: AudioBody | None = None
    document: DocumentBody | None = None
    sticker: FileBody | None = None
    location: LocationBody | None = None
    reaction: ReactionBody | None = None
    template: TemplateBody | None = None

    def content(self) -> Any:
        return getattr(self, self.type)


class Typing(Strict):
    type: Literal["text"]


class ReadBody(Strict):
    """Marks a message as read, with typing if asked."""

    messaging_product: Literal["whatsapp"]
    status: Literal["read"]
    message_id: Wamid
    typing_indicator: Typing | None = None


def message_body(value: Any) -> MessageBody:
    """Raises Refusal."""
    body = _checked(MessageBody, value)
    if body.content() is None:
        raise Refusal(131008, f"Parameter '{body.type}' is mandatory for type '{body.type}'")
    others = [
        name
        for name in ("text", "image", "video", "audio", "document", "sticker", "location")
        if name != body.type and getattr(body, name) is not None
    ]
    if others:
        raise Refusal(100, f"Unexpected key '{others[0]}' for type '{body.type}'")
    if body.to is None and body.recipient is None:
        raise Refusal(131008, "The parameter to is required.")
    return body


def read_body(value: Any) -> ReadBody:
    return _checked(ReadBody, value)


def _checked(model: type[Model], value: Any) -> Model:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Refusal(100, f"Invalid parameter {place}: {first['msg']}") from None
