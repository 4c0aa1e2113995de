"""What the page is told and what it says, closed and camelCase as everywhere."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Shape(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", serialize_by_alias=True
    )


class File(Shape):
    """``url`` below the page's own API."""

    url: str
    name: str
    mime: str
    size: int


class Place(Shape):
    latitude: float
    longitude: float
    name: str = ""
    address: str = ""


class Card(Shape):
    name: str
    phone: str = ""


class Bubble(Shape):
    """One message. ``own``: the customer wrote it; in a group its ``author`` did. ``choices``: buttons he
    can press.
    """

    id: str
    own: bool
    author: str = ""
    kind: str
    at: datetime
    text: str = ""
    subject: str = ""
    file: File | None = None
    place: Place | None = None
    card: Card | None = None
    choices: list[str] = Field(default_factory=list)
    quoted: str = ""
    reactions: list[str] = Field(default_factory=list)
    status: str = ""
    error: str = ""
    edited: bool = False
    deleted: bool = False


class Person(Shape):
    """``address``: his number or address, as a person reads it. ``fresh``: what he has not seen. ``group``:
    it is one, of several people.
    """

    id: str
    name: str
    address: str
    last: str = ""
    at: datetime | None = None
    fresh: int = 0
    group: bool = False


class Writer(Shape):
    """Somebody in a group."""

    id: str
    name: str


class Switch(Shape):
    """Something that is so or not: his phone is off, the provider is away. ``once``: no state, it
    happens to the next message.
    """

    name: str
    on: bool = False
    once: bool = False


class SideSeen(Shape):
    """A channel from outside. ``kinds``: what can be sent on it; ``has_groups``: several people in one chat."""

    id: str
    kind: str
    name: str
    address: str
    kinds: list[str]
    people: list[Person]
    troubles: list[Switch]
    has_groups: bool = False


class ChatSeen(Shape):
    """``writers``: those of a group. ``open_until``: until when the business may answer freely; None
    where there is no limit.
    """

    person: Person
    bubbles: list[Bubble]
    circumstances: list[Switch]
    writers: list[Writer] = Field(default_factory=list)
    has_window: bool = False
    open_until: datetime | None = None
    can_pass_time: bool = False


class Visit(Shape):
    """A live chat, whose other side is the widget itself."""

    id: str
    name: str


class All(Shape):
    sides: list[SideSeen]
    visits: list[Visit]


class Said(Shape):
    """What a customer sends that is no file. ``target``: the message it is about; ``writer``: who of a group."""

    kind: Literal[
        "text", "location", "contact", "reaction", "edit", "delete", "choice", "unsupported"
    ] = "text"
    text: str = Field("", max_length=4096)
    subject: str = Field("", max_length=200)
    quotes: str = ""
    target: str = ""
    writer: str = ""
    place: Place | None = None
    card: Card | None = None


class Newcomer(Shape):
    name: str = Field(min_length=1, max_length=60)


class NewGroup(Newcomer):
    """``people``: the names of those in it."""

    people: list[Annotated[str, Field(min_length=1, max_length=60)]] = Field(
        min_length=1, max_length=20
    )


class Turned(Shape):
    """A switch, turned."""

    name: str
    on: bool


class Hours(Shape):
    hours: int = Field(ge=1, le=24 * 30)
