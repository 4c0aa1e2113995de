"""A live-chat channel as its widget needs it, and a visitor as he is told of himself."""

from datetime import datetime

from channels_adapters.livechat.settings import LiveChatSettings
from channels_adapters.registry import adapter_of
from hub.rules.business_hours import calendar_of, is_open, next_opening
from hub.rules.colours import text_on
from hub.rules.file_types import OFFERED
from hub.store.directory import Directory
from models.documents import Channel, Contact
from models.documents.base import Id
from models.wire import chat
from models.words import Language


def channel(
    document: Channel, house: Directory, usual_answer_seconds: int | None, now: datetime
) -> chat.ChatChannel:
    """Visitors read the company's name, or the one set for them; the channel's is for staff."""
    settings = LiveChatSettings.model_validate(document.settings)
    traits = adapter_of(document.kind).traits
    calendar = calendar_of(house.workspace, house.departments.get(_department_id(document, house)))
    opened = is_open(calendar, now)
    return chat.ChatChannel(
        id=str(document.id),
        name=settings.display_name or house.workspace.name,
        appearance=_appearance(settings),
        languages=list(Language),
        default_language=house.workspace.default_language,
        usual_answer_seconds=usual_answer_seconds if settings.show_answer_time else None,
        is_open=opened,
        next_opening=None if opened else next_opening(calendar, now),
        limits=chat.Limits(
            max_text=traits.max_text,
            max_files=traits.max_files,
            max_file=traits.max_file,
            mimes=list(OFFERED),
        ),
    )


def _department_id(document: Channel, house: Directory) -> Id:
    return house.department_of(document) or document.id


def _appearance(settings: LiveChatSettings) -> chat.Appearance:
    topics = [chat.ChatTopic(id=topic.id, name=topic.name) for topic in settings.topics]
    return chat.Appearance(
        brand_color=settings.brand_color,
        brand_text=text_on(settings.brand_color),
        welcome=settings.welcome,
        launcher_side=settings.launcher_side,
        ask_name=settings.ask_name,
        require_name=settings.require_name,
        ask_email=settings.ask_email,
        require_email=settings.require_email,
        ask_topic=settings.ask_topic,
        require_topic=settings.require_topic,
        topics=topics,
        offline_form=settings.offline_form,
    )


def visitor(identity_id: Id, contact: Contact | None) -> chat.Visitor:
    return chat.Visitor(
        id=str(identity_id),
        name=contact.name if contact else None,
        email=contact.emails[0] if contact and contact.emails else None,
    )
