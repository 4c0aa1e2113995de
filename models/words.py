"""The closed vocabularies of the domain. A word on screen, on the wire and in the database is one of these.

The kind of a channel is deliberately absent: a channel kind is the name of a folder in
``channels_adapters`` and exists by being there.
"""

from enum import StrEnum


class Role(StrEnum):
    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    AGENT = "agent"


class MemberState(StrEnum):
    ACTIVE = "active"
    DEACTIVATED = "deactivated"


class InvitationState(StrEnum):
    PENDING = "pending"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


class InviteResult(StrEnum):
    """What became of one address of an invitation of many."""

    INVITED = "invited"
    ALREADY_MEMBER = "already_member"
    DEACTIVATED_MEMBER = "deactivated_member"
    ALREADY_INVITED = "already_invited"
    MALFORMED = "malformed"


class MailKind(StrEnum):
    """What a mail of the house is about."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    UNREAD_ANSWERS = "unread_answers"
    MENTION = "mention"


class MailState(StrEnum):
    """``kept``: no mail server was set. ``unknown``: the worker or the server died in the middle."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    KEPT = "kept"
    UNKNOWN = "unknown"


class MailTrouble(StrEnum):
    """Why a mail waits or was not sent."""

    UNREACHABLE = "unreachable"
    DELAYED = "delayed"
    REFUSED = "refused"
    GAVE_UP = "gave_up"
    LINK_ENDED = "link_ended"
    UNCERTAIN = "uncertain"
    NO_SERVER = "no_server"


class LinkPurpose(StrEnum):
    """What the secret link of a mail is good for."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105
    RESUME_CHAT = "resume_chat"


class ConversationState(StrEnum):
    BOT = "bot"
    QUEUED = "queued"
    HANDLED = "handled"
    RESOLVED = "resolved"


class ConversationType(StrEnum):
    INBOX = "inbox"
    OUTBOX = "outbox"


class Priority(StrEnum):
    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class AssignmentCause(StrEnum):
    CLAIMED = "claimed"
    ASSIGNED = "assigned"
    AUTO_LEAST_LOAD = "auto_least_load"
    AUTO_ROUND_ROBIN = "auto_round_robin"
    FORCED = "forced"
    TRANSFER = "transfer"
    BULK_TRANSFER = "bulk_transfer"
    TAKEN_OVER = "taken_over"
    REASSIGNED_OFFLINE = "reassigned_offline"
    REASSIGNED_SILENT = "reassigned_silent"


class ResolveCause(StrEnum):
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    AUTO_INACTIVE = "auto_inactive"
    EXPIRED_BULK = "expired_bulk"
    MOVED = "moved"
    CUSTOMER_LEFT = "customer_left"
    SPAM = "spam"
    BOT_FINISHED = "bot_finished"
    BOT_TIMEOUT = "bot_timeout"
    IMPORTED = "imported"
    SUSPECTED = "suspected"


class Suspicion(StrEnum):
    """Why a mail is taken for spam: a filter marked it, or its sender did not pass the check."""

    SPAM_MARK = "spam_mark"
    SENDER_CHECK = "sender_check"


class WaitingFor(StrEnum):
    US = "us"
    CUSTOMER = "customer"


class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Visibility(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"


class AuthorKind(StrEnum):
    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"


class ActorKind(StrEnum):
    """Who made something happen, as the journal names him."""

    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    AGENT = "agent"
    CUSTOMER = "customer"
    BOT = "bot"
    SYSTEM = "system"


class MessageKind(StrEnum):
    TEXT = "text"
    IMAGE = "image"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    ANIMATION = "animation"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    BUTTON_REPLY = "button_reply"
    LIST_REPLY = "list_reply"
    FORM_REPLY = "form_reply"
    ORDER = "order"
    RICH = "rich"
    EMAIL = "email"
    UNSUPPORTED = "unsupported"


class MessageStatus(StrEnum):
    RECEIVED = "received"
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    UNKNOWN = "unknown"


class FileState(StrEnum):
    """Of a file of a message that does not lie in our store yet."""

    FETCHING = "fetching"
    FAILED = "failed"


class BlockKind(StrEnum):
    """What is blocked: one address of a contact on a channel, an e-mail address, a whole domain, the
    network from which a visitor writes.
    """

    IDENTITY = "identity"
    ADDRESS = "address"
    DOMAIN = "domain"
    NETWORK = "network"


class ChannelState(StrEnum):
    """Whether a channel works. ``needs_attention``: it will not until an admin has acted, or the
    provider has lifted what stood in its way.
    """

    CONNECTED = "connected"
    NEEDS_ATTENTION = "needs_attention"


class PresenceState(StrEnum):
    OFFLINE = "offline"
    ONLINE = "online"
    AWAY = "away"


class PresenceSource(StrEnum):
    """Who brought an agent into his present state."""

    MANUAL = "manual"
    AUTO_IDLE = "auto_idle"
    SUPERVISOR = "supervisor"
    SYSTEM = "system"


class AwayIcon(StrEnum):
    """The picture beside a reason to be away."""

    LUNCH = "lunch"
    PRAYER = "prayer"
    BREAK = "break"
    MEETING = "meeting"
    TRAINING = "training"
    OTHER = "other"


class SessionStep(StrEnum):
    """What the log tells of a member's sign-ins and connections."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"


class AssignmentMode(StrEnum):
    """How the queue of a department reaches its agents. ``open``: they take by hand."""

    OPEN = "open"
    LEAST_LOAD = "least_load"
    ROUND_ROBIN = "round_robin"


class OfflineRule(StrEnum):
    """What becomes of the open conversations of an agent who stays offline. ``transfer``: to a colleague who
    is there and has room, else back to the queue.
    """

    KEEP = "keep"
    REQUEUE = "requeue"
    TRANSFER = "transfer"


class SetupStep(StrEnum):
    """What a new house is set up by, in this order."""

    COMPANY = "company"
    HOURS = "hours"
    DEPARTMENTS = "departments"
    MEMBERS = "members"
    CHANNEL = "channel"
    SITE = "site"
    CONNECTED = "connected"
    CHAT = "chat"


class BulkKind(StrEnum):
    """What was done to many conversations in one act."""

    TRANSFER = "transfer"
    RESOLVE = "resolve"
    LABEL = "label"
    EXPIRED = "expired"
    FORCED = "forced"
    TAKEN_BACK = "taken_back"


class WhyStaying(StrEnum):
    """Why a conversation stays in the queue when others are forced on agents. ``nobody_there``: of its
    department; ``taken``: by somebody meanwhile.
    """

    NO_ROOM = "no_room"
    NOBODY_THERE = "nobody_there"
    LEFT = "left"
    TAKEN = "taken"


class LauncherSide(StrEnum):
    """At which edge of the customer's page the chat's button stands."""

    RIGHT = "right"
    LEFT = "left"


class AttachmentKind(StrEnum):
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"


class AttachmentState(StrEnum):
    STAGED = "staged"
    KEPT = "kept"


class LabelColor(StrEnum):
    """Names of tokens; how they look in a light and a dark theme is the faces' business."""

    GRAY = "gray"
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"


class QuickReplyScope(StrEnum):
    """Whom a quick reply is for."""

    WORKSPACE = "workspace"
    DEPARTMENT = "department"
    PERSONAL = "personal"


class SignatureScope(StrEnum):
    """Whose mails a signature stands below."""

    MEMBER = "member"
    DEPARTMENT = "department"
    CHANNEL = "channel"


class DraftKind(StrEnum):
    REPLY = "reply"
    NOTE = "note"


class Language(StrEnum):
    INDONESIAN = "id"
    ENGLISH = "en"


class NotificationKind(StrEnum):
    """Why a member is told of something, beyond the change on his screen."""

    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    MENTIONED = "mentioned"
    TAKEN = "taken"
    MESSAGE = "message"
    QUEUED = "queued"
    CHANGED = "changed"
    SET_AWAY = "set_away"
    LONG_WAIT = "long_wait"
    UNANSWERED = "unanswered"
    TARGET_MISSED = "target_missed"
    SILENT = "silent"
    CHANNEL_BROKEN = "channel_broken"


class AlertSound(StrEnum):
    """The sounds of our own that an alert may have."""

    DROP = "drop"
    CHIME = "chime"
    KNOCK = "knock"


class SharedKind(StrEnum):
    """What two contacts may have in common."""

    PHONE = "phone"
    EMAIL = "email"


class FieldType(StrEnum):
    """What a custom field of contacts holds. ``digits``: a number kept as text, zeros and all."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DIGITS = "digits"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"


class ObjectKind(StrEnum):
    """What an event can be about."""

    CONVERSATION = "conversation"
    MESSAGE = "message"
    CONTACT = "contact"
    CONTACT_FIELD = "contact_field"
    MEMBER = "member"
    AGENT = "agent"
    CHANNEL = "channel"
    DEPARTMENT = "department"
    WORKSPACE = "workspace"
    INVITATION = "invitation"
    SYSTEM_MAIL = "system_mail"
    NOTIFICATION = "notification"
    NOTIFICATION_SETTINGS = "notification_settings"
    BLOCK = "block"
    AWAY_REASON = "away_reason"
    LABEL = "label"
    LABEL_CATEGORY = "label_category"
    QUICK_REPLY = "quick_reply"
    DRAFT = "draft"
    BULK = "bulk"


class EventType(StrEnum):
    """Types of the journal and of Socket.IO events: ``noun.past_participle``."""

    CONVERSATION_CREATED = "conversation.created"
    CONVERSATION_UPDATED = "conversation.updated"
    CONVERSATION_QUEUED = "conversation.queued"
    CONVERSATION_ASSIGNED = "conversation.assigned"
    CONVERSATION_TRANSFERRED = "conversation.transferred"
    CONVERSATION_REQUEUED = "conversation.requeued"
    CONVERSATION_SNOOZED = "conversation.snoozed"
    CONVERSATION_MOVED = "conversation.moved"
    CONVERSATION_RESOLVED = "conversation.resolved"
    CONVERSATION_REOPENED = "conversation.reopened"
    CONVERSATION_UNANSWERED = "conversation.unanswered"
    CONVERSATION_TARGET_WARNING = "conversation.target_warning"
    CONVERSATION_TARGET_MISSED = "conversation.target_missed"
    CONVERSATION_EXPIRED = "conversation.expired"
    CONVERSATION_LABELS_CHANGED = "conversation.labels_changed"
    CONVERSATION_RATED = "conversation.rated"
    CONVERSATION_READ = "conversation.read"
    CONVERSATION_MAILED = "conversation.mailed"
    MESSAGE_CREATED = "message.created"
    MESSAGE_UPDATED = "message.updated"
    MESSAGE_STATUS_CHANGED = "message.status_changed"
    MESSAGE_UNDONE = "message.undone"
    AGENT_PRESENCE_CHANGED = "agent.presence_changed"
    AGENT_SESSION_LOGGED = "agent.session_logged"
    AGENT_UPDATED = "agent.updated"
    CHANNEL_STATUS_CHANGED = "channel.status_changed"
    CONTACT_CREATED = "contact.created"
    CONTACT_UPDATED = "contact.updated"
    CONTACT_BLOCKED = "contact.blocked"
    CONTACT_UNBLOCKED = "contact.unblocked"
    CONTACT_MERGED = "contact.merged"
    CONTACT_UNMERGED = "contact.unmerged"
    CONTACT_ERASED = "contact.erased"
    CONTACT_EXPORTED = "contact.exported"
    CONTACT_NIK_READ = "contact.nik_read"
    MEMBER_ACCESS_CHANGED = "member.access_changed"
    MEMBER_PASSWORD_CHANGED = "member.password_changed"  # noqa: S105
    MEMBER_RESET_REQUESTED = "member.reset_requested"
    INVITATION_CREATED = "invitation.created"
    INVITATION_UPDATED = "invitation.updated"
    SYSTEM_MAIL_LINK_READ = "system_mail.link_read"
    SETTINGS_CHANGED = "settings.changed"
    NOTIFICATION_CREATED = "notification.created"
    NOTIFICATION_UPDATED = "notification.updated"
    NOTIFICATION_SETTINGS_CHANGED = "notification.settings_changed"
    DRAFT_SAVED = "draft.saved"
    BULK_FINISHED = "bulk.finished"


class DueKind(StrEnum):
    """What can become due."""

    CONVERSATION_UNANSWERED = "conversation_unanswered"
    CONVERSATION_QUIET = "conversation_quiet"
    CONVERSATION_INACTIVE = "conversation_inactive"
    CONVERSATION_EXPIRED = "conversation_expired"
    CONVERSATION_SNOOZED = "conversation_snoozed"
    CONVERSATION_LONG_WAIT = "conversation_long_wait"
    CONVERSATION_SILENT = "conversation_silent"
    CONVERSATION_LEFT = "conversation_left"
    CONVERSATION_TARGET = "conversation_target"
    AGENT_GONE = "agent_gone"
    MENTION_UNREAD = "mention_unread"
    DEPARTMENT_REMOVED = "department_removed"
    SWEEP_ATTACHMENT = "sweep_attachment"
    FETCH_FILES = "fetch_files"
    EARLY_REPORT = "early_report"
    SEND_RESET = "send_reset"
    ANSWERS_UNREAD = "answers_unread"
    BLOCK_ENDED = "block_ended"
    CHANNEL_TROUBLE_ENDED = "channel_trouble_ended"
