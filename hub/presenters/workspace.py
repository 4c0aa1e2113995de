"""The workspace as everybody may know it, and as admins do."""

from hub.rules.closed_notice import USUAL
from models.documents.workspace import Workspace
from models.wire import people
from models.wire.workspace import WorkspaceSettings
from models.words import Language


def for_everybody(document: Workspace) -> people.Workspace:
    return people.Workspace(
        name=document.name,
        default_language=document.default_language,
        languages=list(Language),
        time_zone=document.time_zone,
        version=document.version,
    )


def for_admin(document: Workspace) -> WorkspaceSettings:
    shown = document.model_dump(include=set(WorkspaceSettings.model_fields))
    shown["closed_texts"] = {**USUAL, **document.closed_texts}
    return WorkspaceSettings.model_validate(shown)
