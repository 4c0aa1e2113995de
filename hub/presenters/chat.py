"""A live-chat channel as its widget needs it, and a visitor as he is told of himself."""

from channels_adapters.livechat.settings import LiveChatSettings
from channels_adapters.registry import adapter_of
from hub.rules.colours import text_on
from hub.rules.file_types import OFFERED
from models.documents import Channel, Contact, Workspace
from models.documents.base import Id
from models.wire import chat
from models.words import Language


def channel(
    document: Channel, workspace: Workspace, usual_answer_seconds: int | None
) -> chat.ChatChannel:
    """Visitors read the company's name; the channel's is for staff."""
    settings = LiveChatSettings.model_validate(document.settings)
    traits = adapter_of(document.kind).traits
    return chat.ChatChannel(
        id=str(document.id),
        name=workspace.name,
        appearance=chat.Appearance(
            brand_color=settings.brand_color,
            brand_text=text_on(settings.brand_color),
            welcome=settings.welcome,
            ask_name=settings.ask_name,
            ask_email=settings.ask_email,
        ),
        languages=list(Language),
        default_language=workspace.default_language,
        usual_answer_seconds=usual_answer_seconds,
        limits=chat.Limits(
            max_text=traits.max_text,
            max_files=traits.max_files,
            max_file=traits.max_file,
            mimes=list(OFFERED),
        ),
    )


def visitor(identity_id: Id, contact: Contact | None) -> chat.Visitor:
    return chat.Visitor(
        id=str(identity_id),
        name=contact.name if contact else None,
        email=contact.emails[0] if contact and contact.emails else None,
    )
