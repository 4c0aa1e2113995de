"""Members, departments and channels as staff may see them. Secrets never leave the database."""

from channels_adapters.base import Adapter, CheckStep, Traits
from channels_adapters.registry import adapter_of
from hub.rules.file_types import ALLOWED
from hub.rules.webhooks import webhook_path
from models.documents.base import Id
from models.documents.channel import Channel
from models.documents.conversation import Conversation
from models.documents.department import AnswerTargets, Department
from models.documents.hours import Hours
from models.documents.member import Member, SignIn
from models.documents.sighting import Sighting
from models.documents.trial import Trial
from models.wire import hours, people, settings


def member(document: Member) -> people.Member:
    return people.Member(
        id=str(document.id),
        name=document.name,
        email=document.email,
        role=document.role,
        state=document.state,
        department_ids=[str(id) for id in document.department_ids],
        department_priorities=document.department_priorities,
        supervised_ids=[str(id) for id in document.supervised_ids],
        language=document.language,
        capacity=document.capacity,
        forced_capacity=document.forced_capacity,
        undo_mail_seconds=document.undo_mail_seconds,
        undo_chat_seconds=document.undo_chat_seconds,
        version=document.version,
    )


def department(document: Department) -> people.Department:
    return people.Department(
        id=str(document.id),
        name=document.name,
        is_default=document.is_default,
        mode=document.mode,
        hours=_hours(document.hours),
        targets=[people.AnswerTargets.model_validate(_shown(one)) for one in document.targets],
        version=document.version,
    )


def _shown(targets: AnswerTargets) -> dict[str, object]:
    id = targets.channel_id
    return {**targets.model_dump(), "channel_id": str(id) if id else None}


def _hours(document: Hours | None) -> hours.Hours | None:
    return hours.Hours.model_validate(document.model_dump()) if document else None


def channel(document: Channel, *, for_admin: bool) -> settings.Channel:
    trouble = document.trouble if for_admin else None
    return settings.Channel(
        id=str(document.id),
        kind=document.kind,
        name=document.name,
        enabled=document.enabled,
        department_id=str(document.department_id) if document.department_id else None,
        priority=document.priority,
        settings=document.settings if for_admin else None,
        secret_names=document.secret_names if for_admin else None,
        webhook_path=webhook_path(document) if for_admin else None,
        state=document.state,
        trouble=settings.ChannelTrouble(**trouble.model_dump()) if trouble else None,
        limits=_limits(adapter_of(document.kind).traits),
        version=document.version,
    )


def _limits(traits: Traits) -> settings.ChannelLimits:
    told = settings.ChannelLimits.model_validate(traits)
    if traits.mimes is not None:
        told.file_types = {
            type.mime: type.extensions[0] for type in ALLOWED if traits.takes(type.mime)
        }
    return told


def channel_check(steps: list[CheckStep]) -> settings.ChannelCheck:
    shown = [settings.CheckStep.model_validate(step) for step in steps]
    return settings.ChannelCheck(well=all(step.well for step in steps), steps=shown)


def channel_kind(adapter: Adapter) -> settings.ChannelKind:
    return settings.ChannelKind(
        kind=adapter.kind,
        titles=adapter.titles,
        settings_schema=adapter.Settings.model_json_schema(),
        secrets_schema=adapter.Secrets.model_json_schema(),
        limits=_limits(adapter.traits),
    )


def channel_trial(newest: Trial | None, recipients: list[Conversation]) -> settings.ChannelTrial:
    return settings.ChannelTrial(
        newest=settings.TrialStatus.model_validate(newest) if newest else None,
        recipients=[
            settings.TrialRecipient(
                conversation_id=str(one.id), name=one.contact.name, address=one.address
            )
            for one in recipients
        ],
    )


def channel_sites(seen: list[Sighting], refused: list[Sighting]) -> settings.ChannelSites:
    return settings.ChannelSites(
        seen=[settings.SiteSeen(origin=one.origin, last_at=one.last_at) for one in seen],
        refused=[
            settings.SiteRefused(
                origin=one.origin, count=one.tries, since=one.since, last_at=one.last_at
            )
            for one in refused
        ],
    )


def signed_in_place(document: SignIn, current_id: Id) -> people.SignedInPlace:
    return people.SignedInPlace(
        id=str(document.id),
        device=document.device,
        address=document.address,
        created_at=document.created_at,
        last_seen_at=document.last_seen_at,
        current=document.id == current_id,
    )
