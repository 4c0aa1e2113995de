"""Beanie documents, one noun a file, each with its indexes. ``ALL`` is what the store opens."""

from models.documents.agent import Agent
from models.documents.answer_time import AnswerTime
from models.documents.attachment import Attachment
from models.documents.away_reason import AwayReason
from models.documents.base import Doc
from models.documents.block import Block
from models.documents.bulk import Bulk
from models.documents.channel import Channel
from models.documents.channel_grant import ChannelGrant
from models.documents.chat_link import ChatLink
from models.documents.connection import Connection, WebProcess
from models.documents.contact import Contact, Identity, VerifiedAddress
from models.documents.contact_field import ContactField
from models.documents.conversation import Conversation
from models.documents.department import Department
from models.documents.draft import Draft
from models.documents.due import Due
from models.documents.early_report import EarlyReport
from models.documents.event import Event, Head
from models.documents.housekeeping import Attempt, Counter, Cursor, Lease, Migration
from models.documents.invitation import Invitation
from models.documents.label import Label, LabelCategory
from models.documents.mail_address import MailAddress
from models.documents.member import Member, SignIn
from models.documents.merging import ContactMerge, Erasure, MergeSuggestion
from models.documents.message import Message
from models.documents.not_understood import NotUnderstood
from models.documents.notification import Notification, NotificationSettings
from models.documents.outbox import ChannelPause, OutboxEntry, SendPace
from models.documents.password_reset import PasswordReset
from models.documents.quick_reply import QuickReply
from models.documents.sighting import Sighting
from models.documents.signature import Signature
from models.documents.system_mail import SystemMail
from models.documents.template import ChannelTemplate, TemplateSync
from models.documents.trial import Trial
from models.documents.undone_send import UndoneSend
from models.documents.visit import Visit
from models.documents.visitor_network import VisitorNetwork
from models.documents.watch_place import WatchPlace
from models.documents.webhook_sighting import WebhookSighting
from models.documents.word import Word
from models.documents.workspace import Workspace

ALL: tuple[type[Doc], ...] = (
    Agent,
    AnswerTime,
    Attachment,
    Attempt,
    AwayReason,
    Block,
    Bulk,
    Channel,
    ChatLink,
    ChannelGrant,
    ChannelPause,
    ChannelTemplate,
    Connection,
    Contact,
    ContactField,
    ContactMerge,
    Conversation,
    Counter,
    Cursor,
    Department,
    Draft,
    Due,
    EarlyReport,
    Erasure,
    Event,
    Head,
    Identity,
    Invitation,
    Label,
    LabelCategory,
    Lease,
    MailAddress,
    Member,
    MergeSuggestion,
    Message,
    Migration,
    NotUnderstood,
    OutboxEntry,
    PasswordReset,
    Notification,
    NotificationSettings,
    QuickReply,
    SendPace,
    Sighting,
    Signature,
    SignIn,
    SystemMail,
    VerifiedAddress,
    TemplateSync,
    Trial,
    UndoneSend,
    Visit,
    VisitorNetwork,
    Word,
    WatchPlace,
    WebProcess,
    WebhookSighting,
    Workspace,
)

__all__ = [
    "ALL",
    "Agent",
    "AnswerTime",
    "Attachment",
    "Attempt",
    "AwayReason",
    "Block",
    "Bulk",
    "Channel",
    "ChannelGrant",
    "ChannelPause",
    "ChannelTemplate",
    "ChatLink",
    "Connection",
    "Contact",
    "ContactField",
    "ContactMerge",
    "Conversation",
    "Counter",
    "Cursor",
    "Department",
    "Doc",
    "Draft",
    "Due",
    "EarlyReport",
    "Erasure",
    "Event",
    "Head",
    "Identity",
    "Invitation",
    "Label",
    "LabelCategory",
    "Lease",
    "MailAddress",
    "Member",
    "MergeSuggestion",
    "Message",
    "Migration",
    "NotUnderstood",
    "Notification",
    "NotificationSettings",
    "OutboxEntry",
    "PasswordReset",
    "QuickReply",
    "SendPace",
    "Sighting",
    "SignIn",
    "Signature",
    "SystemMail",
    "TemplateSync",
    "Trial",
    "UndoneSend",
    "VerifiedAddress",
    "Visit",
    "VisitorNetwork",
    "WatchPlace",
    "WebProcess",
    "WebhookSighting",
    "Word",
    "Workspace",
]
