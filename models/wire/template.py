"""Templates: messages that a provider has approved, with places to fill in."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models.wire.base import Closed, UtcTime, Wire

MAX_PARAMETER = 1024
"""Characters of one filled-in place."""

Filling = Annotated[str, StringConstraints(max_length=MAX_PARAMETER)]


class ChannelTemplate(Wire):
    """``parameters`` are to be filled in: those of the header are named ``header.1``, those of buttons
    ``button.0``. ``header``: text, or the kind of file it takes. Only ``approved`` ones can be sent.
    """

    name: str
    language: str
    category: str
    status: str
    approved: bool
    header: str | None = None
    header_text: str | None = None
    body: str
    footer: str | None = None
    buttons: list[str]
    parameters: list[str]


class ChannelTemplates(Wire):
    """``syncedAt``: when they were last read from the provider; ``trouble`` why that failed since."""

    items: list[ChannelTemplate]
    synced_at: UtcTime | None = None
    trouble: str | None = None


class TemplateBody(Closed):
    """A template to send, each of its parameters filled in."""

    name: Annotated[str, StringConstraints(max_length=512)]
    language: Annotated[str, StringConstraints(max_length=20)]
    parameters: Annotated[dict[str, Filling], Field(max_length=60)] = {}
