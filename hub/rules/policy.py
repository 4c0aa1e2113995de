"""Who may do what: one table for HTTP routes, socket verbs and jobs.

An act without a row cannot exist, and a route, verb or job names its act, so nothing is reachable
that this page does not allow. How far a person reaches within an act is one word; the flow or
service that carries it out applies the word to the object.
"""

from collections.abc import Mapping
from enum import StrEnum

from models.words import Role


class Who(StrEnum):
    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    AGENT = "agent"
    VISITOR = "visitor"
    NOBODY = "nobody"
    SYSTEM = "system"


class Reach(StrEnum):
    """``any``: every object. ``scope``: what his rooms may see. ``own``: himself or what he holds."""

    ANY = "any"
    SCOPE = "scope"
    OWN = "own"


class Act(StrEnum):
    READ_PAGE = "page.read"
    READ_HEALTH = "health.read"
    READ_CONTRACT = "contract.read"
    READ_WORKSPACE = "workspace.read"
    READ_SETTINGS = "workspace.read_settings"
    CHANGE_WORKSPACE = "workspace.change"
    SIGN_IN = "account.sign_in"
    SIGN_OUT = "account.sign_out"
    ACCEPT_INVITATION = "account.accept_invitation"
    RESET_PASSWORD = "account.reset_password"  # noqa: S105
    CHANGE_PASSWORD = "account.change_password"  # noqa: S105
    READ_ACCOUNT = "account.read"
    CHANGE_ACCOUNT = "account.change"
    LIST_SIGN_INS = "sign_ins.list"
    END_SIGN_INS = "sign_ins.end"
    LIST_MEMBERS = "members.list"
    CREATE_MEMBER = "members.create"
    CHANGE_MEMBER = "members.change"
    READ_STANDING = "members.read_standing"
    LIST_INVITATIONS = "invitations.list"
    INVITE = "invitations.send"
    READ_MAIL_LOG = "mails.read"
    SEND_MAIL = "mails.send"
    READ_SECRET_LINK = "mails.read_link"  # noqa: S105
    LIST_AGENTS = "agents.list"
    SET_PRESENCE = "presence.set"
    DIRECT_PRESENCE = "presence.direct"
    READ_PRESENCE_LOG = "presence.read_log"
    LIST_DEVICES = "presence.list_devices"
    LIST_AWAY_REASONS = "away_reasons.list"
    CHANGE_AWAY_REASONS = "away_reasons.change"
    LIST_DEPARTMENTS = "departments.list"
    CREATE_DEPARTMENT = "departments.create"
    CHANGE_DEPARTMENT = "departments.change"
    REMOVE_DEPARTMENT = "departments.remove"
    LIST_CHANNELS = "channels.list"
    CREATE_CHANNEL = "channels.create"
    CHANGE_CHANNEL = "channels.change"
    LIST_LABELS = "labels.list"
    CREATE_LABEL = "labels.create"
    CHANGE_LABEL = "labels.change"
    LIST_QUICK_REPLIES = "quick_replies.list"
    CREATE_QUICK_REPLY = "quick_replies.create"
    CHANGE_QUICK_REPLY = "quick_replies.change"
    REMOVE_CHANNEL = "channels.remove"
    LIST_CHANNEL_KINDS = "channels.list_kinds"
    LIST_CHANNEL_SITES = "channels.list_sites"
    CHECK_CHANNEL = "channels.check"
    READ_HANDOVER = "channels.read_handover"
    TRY_CHANNEL = "channels.try"
    READ_OFFERS = "channels.read_offers"
    LIST_TEMPLATES = "templates.list"
    SYNC_TEMPLATES = "templates.sync"
    READ_IMPORT = "channels.read_import"
    LIST_KEPT = "not_understood.list"
    CHANGE_KEPT = "not_understood.change"
    READ_SETUP = "setup.read"
    HIDE_SETUP = "setup.hide"
    LIST_CONVERSATIONS = "conversations.list"
    READ_CONVERSATION = "conversations.read"
    MARK_READ = "conversations.mark_read"
    LIST_CONTACTS = "contacts.list"
    CREATE_CONTACT = "contacts.create"
    READ_CONTACT = "contacts.read"
    CHANGE_CONTACT = "contacts.change"
    LIST_MERGE_SUGGESTIONS = "contacts.list_suggestions"
    MERGE_CONTACTS = "contacts.merge"
    EXPORT_CONTACT = "contacts.export"
    ERASE_CONTACT = "contacts.erase"
    REVEAL_NIK = "contacts.reveal_nik"
    LIST_CONTACT_FIELDS = "contact_fields.list"
    CHANGE_CONTACT_FIELDS = "contact_fields.change"
    LIST_DRAFTS = "drafts.list"
    KEEP_DRAFT = "drafts.keep"
    LABEL = "conversations.label"
    SUGGEST_ADDRESSES = "mails.suggest_addresses"
    LIST_SIGNATURES = "signatures.list"
    CHANGE_SIGNATURE = "signatures.change"
    WRITE_MESSAGE = "messages.write"
    RETRY_MESSAGE = "messages.retry"
    UNDO_SEND = "messages.undo"
    FETCH_FILES = "messages.fetch_files"
    CLAIM = "conversations.claim"
    ASSIGN = "conversations.assign"
    FORCE = "queue.force"
    TRANSFER = "conversations.transfer"
    REQUEUE = "conversations.requeue"
    MOVE = "conversations.move"
    START_CONVERSATION = "conversations.start"
    TAKE_OVER = "conversations.take_over"
    SET_PRIORITY = "conversations.set_priority"
    SNOOZE = "conversations.snooze"
    RESOLVE = "conversations.resolve"
    UNDO_RESOLVE = "conversations.undo_resolve"
    JUDGE_SPAM = "conversations.judge_spam"
    READ_NOTIFICATIONS = "notifications.read"
    MUTE_CONVERSATION = "conversations.mute"
    UPLOAD_FILE = "files.upload"
    READ_FILE = "files.read"
    START_CHAT = "chat.start"
    READ_CHAT = "chat.read"
    WRITE_CHAT = "chat.write"
    ACKNOWLEDGE_CHAT = "chat.acknowledge"
    RATE_CHAT = "chat.rate"
    UPLOAD_CHAT_FILE = "chat.upload"
    READ_CHAT_FILE = "chat.read_file"
    SIGNAL_TYPING = "signals.typing"
    SIGNAL_ACTIVITY = "signals.activity"
    SIGNAL_VIEW = "signals.view"
    SIGNAL_CHAT_TYPING = "signals.chat_typing"
    BLOCK_SENDER = "contacts.block"
    BLOCK_ADDRESS = "blocks.change"
    LIST_BLOCKS = "blocks.list"
    VERIFY_WEBHOOK = "webhooks.verify"
    RECEIVE_WEBHOOK = "webhooks.receive"
    RUN_JOB = "jobs.run"


Row = Mapping[Who, Reach]

_EVERYBODY: Row = dict.fromkeys(Who, Reach.ANY)
_VISITOR: Row = {Who.VISITOR: Reach.OWN}
_SYSTEM: Row = {Who.SYSTEM: Reach.ANY}


def _staff(agent: Reach | None, supervisor: Reach | None, admin: Reach | None) -> Row:
    row = {Who.AGENT: agent, Who.SUPERVISOR: supervisor, Who.ADMIN: admin}
    return {who: reach for who, reach in row.items() if reach is not None}


_EACH_HIS_OWN = _staff(Reach.OWN, Reach.OWN, Reach.OWN)
_ALL_STAFF = _staff(Reach.ANY, Reach.ANY, Reach.ANY)
_ADMIN = _staff(None, None, Reach.ANY)
_BY_SIGHT = _staff(Reach.SCOPE, Reach.SCOPE, Reach.ANY)
_SUPERVISION = _staff(None, Reach.SCOPE, Reach.ANY)
_HOLDER_OR_SUPERVISION = _staff(Reach.OWN, Reach.SCOPE, Reach.ANY)

TABLE: Mapping[Act, Row] = {
    Act.READ_PAGE: _EVERYBODY,
    Act.READ_HEALTH: _EVERYBODY,
    # The provider proves itself by its signature.
    Act.VERIFY_WEBHOOK: _EVERYBODY,
    Act.RECEIVE_WEBHOOK: _EVERYBODY,
    Act.READ_CONTRACT: _EVERYBODY,
    Act.READ_WORKSPACE: _EVERYBODY,
    Act.READ_SETTINGS: _ADMIN,
    Act.CHANGE_WORKSPACE: _ADMIN,
    Act.SIGN_IN: _EVERYBODY,
    Act.SIGN_OUT: _EACH_HIS_OWN,
    # The link carries the right: it is signed, and works once.
    Act.ACCEPT_INVITATION: _EVERYBODY,
    Act.RESET_PASSWORD: _EVERYBODY,
    Act.CHANGE_PASSWORD: _EACH_HIS_OWN,
    Act.READ_ACCOUNT: _EACH_HIS_OWN,
    Act.CHANGE_ACCOUNT: _EACH_HIS_OWN,
    Act.LIST_SIGN_INS: _EACH_HIS_OWN,
    Act.END_SIGN_INS: _EACH_HIS_OWN,
    Act.LIST_MEMBERS: _ALL_STAFF,
    Act.CREATE_MEMBER: _ADMIN,
    Act.CHANGE_MEMBER: _ADMIN,
    Act.READ_STANDING: _ADMIN,
    Act.LIST_INVITATIONS: _ADMIN,
    Act.INVITE: _ADMIN,
    Act.READ_MAIL_LOG: _ADMIN,
    Act.SEND_MAIL: _ADMIN,
    Act.READ_SECRET_LINK: _ADMIN,
    Act.LIST_AGENTS: _BY_SIGHT,
    Act.SET_PRESENCE: _EACH_HIS_OWN,
    Act.DIRECT_PRESENCE: _SUPERVISION,
    Act.READ_PRESENCE_LOG: _HOLDER_OR_SUPERVISION,
    Act.LIST_DEVICES: _HOLDER_OR_SUPERVISION,
    Act.LIST_AWAY_REASONS: _ALL_STAFF,
    Act.CHANGE_AWAY_REASONS: _ADMIN,
    Act.LIST_DEPARTMENTS: _ALL_STAFF,
    Act.CREATE_DEPARTMENT: _ADMIN,
    Act.CHANGE_DEPARTMENT: _ADMIN,
    Act.REMOVE_DEPARTMENT: _ADMIN,
    Act.LIST_CHANNELS: _ALL_STAFF,
    Act.CREATE_CHANNEL: _ADMIN,
    Act.CHANGE_CHANNEL: _ADMIN,
    Act.LIST_LABELS: _ALL_STAFF,
    Act.CREATE_LABEL: _ADMIN,
    Act.CHANGE_LABEL: _ADMIN,
    Act.LIST_QUICK_REPLIES: _ALL_STAFF,
    # Personal ones by everybody; those of a department and of the workspace by rule.
    Act.CREATE_QUICK_REPLY: _BY_SIGHT,
    Act.CHANGE_QUICK_REPLY: _BY_SIGHT,
    Act.REMOVE_CHANNEL: _ADMIN,
    Act.LIST_CHANNEL_KINDS: _ADMIN,
    Act.LIST_CHANNEL_SITES: _ADMIN,
    Act.CHECK_CHANNEL: _ADMIN,
    Act.READ_HANDOVER: _ADMIN,
    Act.TRY_CHANNEL: _ADMIN,
    Act.READ_OFFERS: _ADMIN,
    Act.READ_IMPORT: _ADMIN,
    Act.LIST_KEPT: _ADMIN,
    Act.CHANGE_KEPT: _ADMIN,
    Act.READ_SETUP: _ADMIN,
    Act.HIDE_SETUP: _ADMIN,
    Act.LIST_TEMPLATES: _ALL_STAFF,
    Act.SYNC_TEMPLATES: _ADMIN,
    Act.LIST_CONVERSATIONS: _BY_SIGHT,
    Act.READ_CONVERSATION: _BY_SIGHT,
    Act.MARK_READ: _BY_SIGHT,
    Act.LIST_CONTACTS: _ALL_STAFF,
    Act.CREATE_CONTACT: _ALL_STAFF,
    Act.READ_CONTACT: _ALL_STAFF,
    Act.CHANGE_CONTACT: _ALL_STAFF,
    Act.LIST_MERGE_SUGGESTIONS: _ALL_STAFF,
    Act.MERGE_CONTACTS: _ADMIN,
    Act.EXPORT_CONTACT: _ADMIN,
    Act.ERASE_CONTACT: _ADMIN,
    Act.REVEAL_NIK: _staff(None, Reach.ANY, Reach.ANY),
    Act.LIST_CONTACT_FIELDS: _ALL_STAFF,
    Act.CHANGE_CONTACT_FIELDS: _ADMIN,
    Act.LIST_DRAFTS: _EACH_HIS_OWN,
    Act.KEEP_DRAFT: _BY_SIGHT,
    Act.LABEL: _HOLDER_OR_SUPERVISION,
    Act.SUGGEST_ADDRESSES: _ALL_STAFF,
    Act.LIST_SIGNATURES: _ALL_STAFF,
    # One's own by everybody, those of departments and channels by admins.
    Act.CHANGE_SIGNATURE: _staff(Reach.OWN, Reach.OWN, Reach.ANY),
    # A public reply asks for more than sight (the flow decides); a private note does not.
    Act.WRITE_MESSAGE: _BY_SIGHT,
    Act.RETRY_MESSAGE: _HOLDER_OR_SUPERVISION,
    Act.UNDO_SEND: _EACH_HIS_OWN,
    Act.FETCH_FILES: _BY_SIGHT,
    Act.CLAIM: _BY_SIGHT,
    Act.ASSIGN: _SUPERVISION,
    Act.FORCE: _SUPERVISION,
    Act.TRANSFER: _HOLDER_OR_SUPERVISION,
    Act.REQUEUE: _HOLDER_OR_SUPERVISION,
    Act.MOVE: _HOLDER_OR_SUPERVISION,
    Act.BLOCK_SENDER: _HOLDER_OR_SUPERVISION,
    Act.BLOCK_ADDRESS: _staff(None, Reach.ANY, Reach.ANY),
    Act.LIST_BLOCKS: _staff(None, Reach.ANY, Reach.ANY),
    Act.START_CONVERSATION: _ALL_STAFF,
    Act.TAKE_OVER: _SUPERVISION,
    Act.SET_PRIORITY: _BY_SIGHT,
    Act.SNOOZE: _HOLDER_OR_SUPERVISION,
    Act.RESOLVE: _HOLDER_OR_SUPERVISION,
    # Only who resolved it, within ten seconds, whatever his role.
    Act.UNDO_RESOLVE: _EACH_HIS_OWN,
    Act.JUDGE_SPAM: _BY_SIGHT,
    Act.READ_NOTIFICATIONS: _EACH_HIS_OWN,
    Act.MUTE_CONVERSATION: _BY_SIGHT,
    Act.UPLOAD_FILE: _EACH_HIS_OWN,
    Act.READ_FILE: {**_BY_SIGHT, Who.VISITOR: Reach.OWN},
    Act.START_CHAT: _EVERYBODY,
    Act.READ_CHAT: _VISITOR,
    Act.WRITE_CHAT: _VISITOR,
    Act.ACKNOWLEDGE_CHAT: _VISITOR,
    Act.RATE_CHAT: _VISITOR,
    Act.UPLOAD_CHAT_FILE: _VISITOR,
    # The address itself is signed for one visitor and file: pictures load without a header.
    Act.READ_CHAT_FILE: _EVERYBODY,
    Act.SIGNAL_TYPING: _BY_SIGHT,
    Act.SIGNAL_ACTIVITY: _EACH_HIS_OWN,
    Act.SIGNAL_VIEW: _BY_SIGHT,
    Act.SIGNAL_CHAT_TYPING: _VISITOR,
    Act.RUN_JOB: _SYSTEM,
}

SOCKET_VERBS: Mapping[tuple[str, str], Act] = {
    ("/agent", "typing"): Act.SIGNAL_TYPING,
    ("/agent", "activity"): Act.SIGNAL_ACTIVITY,
    ("/agent", "view"): Act.SIGNAL_VIEW,
    ("/agent", "unview"): Act.SIGNAL_VIEW,
    ("/visitor", "typing"): Act.SIGNAL_CHAT_TYPING,
}
"""Namespace and verb of every signal a client may send up a socket."""

_WHO_BY_ROLE = {
    Role.ADMIN: Who.ADMIN,
    Role.SUPERVISOR: Who.SUPERVISOR,
    Role.AGENT: Who.AGENT,
}


def who_by_role(role: Role) -> Who:
    return _WHO_BY_ROLE[role]


def reach(who: Who, act: Act) -> Reach | None:
    """How far ``who`` reaches in ``act``; None when he may not do it at all."""
    return TABLE[act].get(who)


def is_open(act: Act) -> bool:
    """True when the act needs no sign-in."""
    return Who.NOBODY in TABLE[act]
