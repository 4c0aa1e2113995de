"""What a visitor chose to write about, as the channel's settings have it."""

from dataclasses import dataclass

from bson import ObjectId

from models.documents import Channel
from models.documents.base import Id
from models.words import Language


@dataclass(frozen=True)
class ChosenTopic:
    name: str
    department_id: Id | None


def chosen_topic(channel: Channel, topic_id: str | None, language: Language) -> ChosenTopic | None:
    """None also for a topic that has been taken away since. Named in this language, else in any."""
    for topic in channel.settings.get("topics", []):
        if topic["id"] == topic_id:
            names: dict[str, str] = topic["name"]
            name = names.get(language) or next(filter(None, names.values()))
            department_id = topic.get("department_id")
            return ChosenTopic(
                name, Id(department_id) if ObjectId.is_valid(department_id) else None
            )
    return None
