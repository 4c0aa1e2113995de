"""All doors of the API, in the order of the written contract."""

from collections.abc import Iterator

from hub.http import (
    agents,
    attachments,
    away_reasons,
    blocks,
    bulk,
    by_link,
    channels,
    chat,
    chat_session,
    compose,
    contact_fields,
    contact_leaving,
    contact_merging,
    contacts,
    conversations,
    departments,
    drafts,
    forcing,
    health,
    invitations,
    kept_payloads,
    labels,
    me,
    members,
    messages,
    notifications,
    presence_log,
    quick_replies,
    setup,
    sign_in,
    starting,
    system_mails,
    templates,
    transcript,
    webhooks,
    workspace,
)
from hub.http.doorway.door import Door

API_PREFIX = "/api/v1"

API = (
    sign_in.doors,
    by_link.doors,
    me.doors,
    members.doors,
    invitations.doors,
    system_mails.doors,
    agents.doors,
    away_reasons.doors,
    presence_log.doors,
    departments.doors,
    channels.doors,
    templates.doors,
    kept_payloads.doors,
    workspace.doors,
    labels.doors,
    quick_replies.doors,
    setup.doors,
    bulk.doors,
    forcing.doors,
    conversations.doors,
    starting.doors,
    messages.doors,
    transcript.doors,
    compose.doors,
    contacts.doors,
    contact_merging.doors,
    contact_leaving.doors,
    contact_fields.doors,
    blocks.doors,
    notifications.doors,
    drafts.doors,
    attachments.doors,
    chat_session.doors,
    chat.doors,
)

OPERATIONS = (webhooks.doors, health.doors)


def documented() -> Iterator[tuple[str, Door]]:
    """Every door of the contract with the prefix that it stands under."""
    for doors in API:
        yield from ((API_PREFIX, door) for door in doors)
    for doors in OPERATIONS:
        yield from (("", door) for door in doors)
