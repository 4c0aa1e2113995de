"""Every event there is, declared once: what it tells, which snapshots it holds, who may hear it.

The AsyncAPI document is made from this table, and the test "old picture + events = new picture"
goes over it: a type that is not declared here cannot be sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models.wire.agent import Agent, AwayReason
from models.wire.base import Wire
from models.wire.bulk import Bulk
from models.wire.chat import Place, VisitorConversation, VisitorMessage
from models.wire.contact import Contact, ContactField
from models.wire.conversation import Conversation
from models.wire.draft import Draft
from models.wire.event import Heartbeat, QueueFigures, Ready, Resync, Typing, Viewers
from models.wire.invitation import Invitation
from models.wire.label import Label, LabelCategory
from models.wire.message import Message
from models.wire.notification import Notification, NotificationSettings, UnreadFigure
from models.wire.people import Department, Member, Workspace
from models.wire.quick_reply import QuickReply
from models.wire.settings import Channel
from models.words import EventType

AGENT, VISITOR = "/agent", "/visitor"


@dataclass(frozen=True)
class Told:
    """``snapshots`` by kind, for each namespace that may hear the type."""

    story: str
    snapshots: Mapping[str, Mapping[str, type[Wire]]]


def _of_conversation(story: str, *, customer: bool = True) -> Told:
    heard: dict[str, Mapping[str, type[Wire]]] = {AGENT: {"conversation": Conversation}}
    if customer:
        heard[VISITOR] = {"conversation": VisitorConversation}
    return Told(story, heard)


def _of_message(story: str) -> Told:
    return Told(
        story,
        {
            AGENT: {"message": Message, "conversation": Conversation},
            VISITOR: {"message": VisitorMessage, "conversation": VisitorConversation},
        },
    )


def _of_house(story: str, **snapshots: type[Wire]) -> Told:
    return Told(story, {AGENT: snapshots})


EVENTS: Mapping[EventType, Told] = {
    EventType.CONVERSATION_CREATED: _of_conversation("A customer began a conversation."),
    EventType.CONVERSATION_UPDATED: _of_conversation("Something shown of it changed."),
    EventType.CONVERSATION_QUEUED: _of_conversation("It waits in the queue."),
    EventType.CONVERSATION_ASSIGNED: _of_conversation("An agent handles it now."),
    EventType.CONVERSATION_TRANSFERRED: _of_conversation("Another agent or department has it now."),
    EventType.CONVERSATION_REQUEUED: _of_conversation("It waits in the queue again."),
    EventType.CONVERSATION_SNOOZED: _of_conversation("It rests until a time.", customer=False),
    EventType.CONVERSATION_RESOLVED: _of_conversation("It has ended."),
    EventType.MESSAGE_UPDATED: _of_message("A message was changed, taken back, or reacted to."),
    EventType.CHANNEL_STATUS_CHANGED: _of_house(
        "A channel works, needs an admin, or got on with its set-up.", channel=Channel
    ),
    EventType.CONVERSATION_MOVED: _of_conversation("It goes on over another channel."),
    EventType.CONVERSATION_REOPENED: _of_conversation("It goes on after it had ended."),
    EventType.CONVERSATION_LABELS_CHANGED: _of_conversation("It has other labels.", customer=False),
    EventType.CONVERSATION_READ: _of_conversation("Staff have read it."),
    EventType.CONVERSATION_MAILED: _of_conversation(
        "Answers that its visitor had not read went to him by mail.", customer=False
    ),
    EventType.CONVERSATION_UNANSWERED: _of_conversation(
        "Its customer has waited too long.", customer=False
    ),
    EventType.CONVERSATION_TARGET_WARNING: _of_conversation(
        "The target for an answer is near.", customer=False
    ),
    EventType.CONVERSATION_TARGET_MISSED: _of_conversation(
        "The target for an answer was missed.", customer=False
    ),
    EventType.CONVERSATION_EXPIRED: _of_conversation(
        "The time for free answers is over.", customer=False
    ),
    EventType.CONVERSATION_RATED: _of_conversation("Its customer has rated the help he got."),
    EventType.MESSAGE_CREATED: _of_message("A message or a private note was written."),
    EventType.MESSAGE_STATUS_CHANGED: _of_message("A message was sent, received or read."),
    EventType.MESSAGE_UNDONE: _of_house(
        "Its author took it back before it was sent: it is gone.", message=Message
    ),
    EventType.CONTACT_CREATED: _of_house("Somebody is new among the contacts.", contact=Contact),
    EventType.CONTACT_UPDATED: _of_house(
        "A contact's name, addresses or particulars changed.", contact=Contact
    ),
    EventType.CONTACT_MERGED: _of_house(
        "A contact became part of another one, and is gone.", contact=Contact
    ),
    EventType.CONTACT_UNMERGED: _of_house(
        "A merge was taken back: the contact that was gone is there again.", contact=Contact
    ),
    EventType.CONTACT_ERASED: _of_house("Nothing is left of the person.", contact=Contact),
    EventType.AGENT_PRESENCE_CHANGED: _of_house("An agent came, went, or is away.", agent=Agent),
    EventType.AGENT_SESSION_LOGGED: _of_house(
        "An agent signed in or out, or a device of his came or went.", agent=Agent
    ),
    EventType.AGENT_UPDATED: _of_house(
        "An agent's name, capacity or departments changed.", agent=Agent
    ),
    EventType.MEMBER_ACCESS_CHANGED: _of_house(
        "One's own rights changed; a resync follows.", member=Member
    ),
    EventType.INVITATION_CREATED: _of_house(
        "Somebody was invited to join the staff.", invitation=Invitation
    ),
    EventType.INVITATION_UPDATED: _of_house(
        "It was sent again, accepted or withdrawn, or its mail got on.", invitation=Invitation
    ),
    EventType.SETTINGS_CHANGED: _of_house(
        "The house changed: a member, department, channel, reason to be away, label, quick reply or contact field.",
        member=Member,
        department=Department,
        channel=Channel,
        workspace=Workspace,
        away_reason=AwayReason,
        label=Label,
        label_category=LabelCategory,
        quick_reply=QuickReply,
        contact_field=ContactField,
    ),
    EventType.NOTIFICATION_CREATED: _of_house(
        "Somebody is told of something in person.", notification=Notification
    ),
    EventType.NOTIFICATION_UPDATED: _of_house(
        "He has read it, or more of its kind came.", notification=Notification
    ),
    EventType.NOTIFICATION_SETTINGS_CHANGED: _of_house(
        "How one wants to be told changed.", notification_settings=NotificationSettings
    ),
    EventType.DRAFT_SAVED: _of_house("One's own draft was saved elsewhere.", draft=Draft),
    EventType.BULK_FINISHED: _of_house("One's own act on many conversations is over.", bulk=Bulk),
}

SILENT = frozenset(
    {
        EventType.CONTACT_NIK_READ,
        EventType.CONTACT_EXPORTED,
        EventType.CONTACT_BLOCKED,
        EventType.CONTACT_UNBLOCKED,
        EventType.MEMBER_PASSWORD_CHANGED,
        EventType.MEMBER_RESET_REQUESTED,
        EventType.SYSTEM_MAIL_LINK_READ,
    }
)
"""Rows that are history only: nobody's picture changes by them."""

PLAIN: Mapping[str, tuple[str, type[Wire], tuple[str, ...]]] = {
    "ready": ("Caught up; live from here on.", Ready, (AGENT, VISITOR)),
    "resync": ("Reload what is shown: replaying it is not possible.", Resync, (AGENT, VISITOR)),
    "heartbeat": ("The whole path works.", Heartbeat, (AGENT, VISITOR)),
    "agent.load_changed": ("How much an agent holds; the newest wins.", Agent, (AGENT,)),
    "queue.updated": ("How full a queue is; the newest wins.", QueueFigures, (AGENT,)),
    "notification.unread": (
        "How many entries of one's bell are unread; follows ready.",
        UnreadFigure,
        (AGENT,),
    ),
    "queue.position": ("One's place in the queue; the newest wins.", Place, (VISITOR,)),
    "viewers": ("Who looks at a conversation; the newest wins.", Viewers, (AGENT,)),
    "typing": ("Somebody writes; never stored.", Typing, (AGENT, VISITOR)),
}
"""Events without the envelope: name, story, body, namespaces."""
