"""What the hub hands an adapter to send, and what it hears back."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class OutgoingFile:
    """``size`` in bytes. ``open`` reads the bytes from our store, as often as it is called."""

    id: str
    kind: str
    name: str
    mime: str
    size: int
    open: Callable[[], AsyncIterator[bytes]]
    content_id: str | None = None


@dataclass(frozen=True)
class TemplateUse:
    """A template filled in. ``parameters`` by placeholder; ``media`` for a header that takes a file."""

    name: str
    language: str
    parameters: dict[str, str] = field(default_factory=dict)
    media: OutgoingFile | None = None


@dataclass(frozen=True)
class OutgoingMail:
    """The head of a mail. Ids and addresses are bare; ``references`` oldest first.

    ``automatic``: written by no person, so it says so and no machine answers it (RFC 3834).
    ``only_for``: to whom it goes, where that is not all whom it names: the others have it.
    ``reply_token`` goes into the address for answers, so that they find their conversation even
    when the references are lost.
    """

    to: list[str]
    subject: str
    cc: list[str] = field(default_factory=list)
    bcc: list[str] = field(default_factory=list)
    html: str | None = None
    in_reply_to: str | None = None
    references: list[str] = field(default_factory=list)
    from_name: str | None = None
    message_id: str = ""
    automatic: bool = False
    only_for: list[str] = field(default_factory=list)
    reply_token: str | None = None


@dataclass(frozen=True)
class Outgoing:
    """One call to a provider.

    ``message_id`` is our own id, the same at every try, for providers that carry it along.
    ``address`` is the customer's identity on the channel, ``chat_id`` where to answer when that is
    another place. ``reply_to`` is the provider's id of the message that is quoted. A message of text
    and several files may take several calls: ``part`` counts them from 0.
    """

    message_id: str
    address: str
    chat_id: str | None = None
    text: str = ""
    files: list[OutgoingFile] = field(default_factory=list)
    reply_to: str | None = None
    template: TemplateUse | None = None
    mail: OutgoingMail | None = None
    part: int = 0


@dataclass(frozen=True)
class Sent:
    """The provider has taken it. ``external_id`` is what it calls the message from now on.

    ``address``: what the provider says the customer's address really is, when it says so.
    ``other_ids``: what it may also be called when it is referred to. ``refused``: addresses of a mail
    that were not taken, with what was said, while others were; ``deferred``: those that may be later.
    """

    external_id: str
    address: str | None = None
    other_ids: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    deferred: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """A message the provider has approved. ``parameters`` are its placeholders in order of the text.

    ``header``: text, image, video, document or None; ``status`` as the provider words it.
    """

    name: str
    language: str
    category: str
    status: str
    body: str
    parameters: list[str] = field(default_factory=list)
    header: str | None = None
    header_text: str | None = None
    footer: str | None = None
    buttons: list[str] = field(default_factory=list)
