// Made from the hub's OpenAPI and AsyncAPI files by scripts/contract.mjs. Do not edit.

export type Language = "id" | "en";
/**
 * Who made something happen, as the journal names him.
 */
export type ActorKind = "admin" | "supervisor" | "agent" | "customer" | "bot" | "system";
/**
 * Who brought an agent into his present state.
 */
export type PresenceSource = "manual" | "auto_idle" | "supervisor" | "system";
export type PresenceState = "offline" | "online" | "away";
/**
 * The sounds of our own that an alert may have.
 */
export type AlertSound = "drop" | "chime" | "knock";
/**
 * At which edge of the customer's page the chat's button stands.
 */
export type LauncherSide = "right" | "left";
export type AssignmentCause =
  | "claimed"
  | "assigned"
  | "auto_least_load"
  | "auto_round_robin"
  | "forced"
  | "transfer"
  | "bulk_transfer"
  | "taken_over"
  | "reassigned_offline"
  | "reassigned_silent";
/**
 * How the queue of a department reaches its agents. ``open``: they take by hand.
 */
export type AssignmentMode = "open" | "least_load" | "round_robin";
export type AttachmentKind = "image" | "audio" | "video" | "document";
export type AuthorKind = "customer" | "agent" | "bot" | "system";
/**
 * The picture beside a reason to be away.
 */
export type AwayIcon = "lunch" | "prayer" | "break" | "meeting" | "training" | "other";
/**
 * What is blocked: one address of a contact on a channel, an e-mail address, a whole domain, the
 * network from which a visitor writes.
 */
export type BlockKind = "identity" | "address" | "domain" | "network";
/**
 * What was done to many conversations in one act.
 */
export type BulkKind = "transfer" | "resolve" | "label" | "expired" | "forced" | "taken_back";
/**
 * Names of tokens; how they look in a light and a dark theme is the faces' business.
 */
export type LabelColor =
  "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
export type Direction = "inbound" | "outbound";
export type MessageKind =
  | "text"
  | "image"
  | "voice"
  | "audio"
  | "video"
  | "video_note"
  | "animation"
  | "document"
  | "sticker"
  | "location"
  | "contact"
  | "button_reply"
  | "list_reply"
  | "form_reply"
  | "order"
  | "rich"
  | "email"
  | "unsupported";
export type Priority = "urgent" | "high" | "normal" | "low";
export type ResolveCause =
  | "agent"
  | "supervisor"
  | "auto_inactive"
  | "expired_bulk"
  | "moved"
  | "customer_left"
  | "spam"
  | "bot_finished"
  | "bot_timeout"
  | "imported"
  | "suspected";
export type ConversationState = "bot" | "queued" | "handled" | "resolved";
/**
 * Why a mail is taken for spam: a filter marked it, or its sender did not pass the check.
 */
export type Suspicion = "spam_mark" | "sender_check";
export type ConversationType = "inbox" | "outbox";
export type WaitingFor = "us" | "customer";
/**
 * Whether a channel works. ``needs_attention``: it will not until an admin has acted, or the
 * provider has lifted what stood in its way.
 */
export type ChannelState = "connected" | "needs_attention";
export type MessageStatus =
  "received" | "pending" | "sending" | "sent" | "delivered" | "read" | "failed" | "unknown";
/**
 * What a custom field of contacts holds. ``digits``: a number kept as text, zeros and all.
 */
export type FieldType =
  "text" | "long_text" | "number" | "digits" | "date" | "choice" | "choices" | "yes_no";
export type DraftKind = "reply" | "note";
/**
 * Of a file of a message that does not lie in our store yet.
 */
export type FileState = "fetching" | "failed";
/**
 * Why a conversation stays in the queue when others are forced on agents. ``nobody_there``: of its
 * department; ``taken``: by somebody meanwhile.
 */
export type WhyStaying = "no_room" | "nobody_there" | "left" | "taken";
/**
 * ``kept``: no mail server was set. ``unknown``: the worker or the server died in the middle.
 */
export type MailState = "pending" | "sending" | "sent" | "failed" | "kept" | "unknown";
/**
 * Why a mail waits or was not sent.
 */
export type MailTrouble =
  "unreachable" | "delayed" | "refused" | "gave_up" | "link_ended" | "uncertain" | "no_server";
export type Role = "admin" | "supervisor" | "agent";
export type InvitationState = "pending" | "accepted" | "revoked";
/**
 * What became of one address of an invitation of many.
 */
export type InviteResult =
  "invited" | "already_member" | "deactivated_member" | "already_invited" | "malformed";
/**
 * Why a member is told of something, beyond the change on his screen.
 */
export type NotificationKind =
  | "assigned"
  | "transferred"
  | "mentioned"
  | "taken"
  | "message"
  | "queued"
  | "changed"
  | "set_away"
  | "long_wait"
  | "unanswered"
  | "target_missed"
  | "silent"
  | "channel_broken";
/**
 * What a mail of the house is about.
 */
export type MailKind =
  "invitation" | "password_reset" | "password_changed" | "unread_answers" | "mention";
export type MemberState = "active" | "deactivated";
/**
 * What two contacts may have in common.
 */
export type SharedKind = "phone" | "email";
export type Visibility = "public" | "internal";
/**
 * What becomes of the open conversations of an agent who stays offline. ``transfer``: to a colleague who
 * is there and has room, else back to the queue.
 */
export type OfflineRule = "keep" | "requeue" | "transfer";
/**
 * What the log tells of a member's sign-ins and connections.
 */
export type SessionStep = "signed_in" | "signed_out" | "connected" | "disconnected";
/**
 * Whom a quick reply is for.
 */
export type QuickReplyScope = "workspace" | "department" | "personal";
/**
 * What a new house is set up by, in this order.
 */
export type SetupStep =
  "company" | "hours" | "departments" | "members" | "channel" | "site" | "connected" | "chat";
/**
 * Whose mails a signature stands below.
 */
export type SignatureScope = "member" | "department" | "channel";

export interface Contract {
  AcceptBody?: AcceptBody;
  ActivitySignal?: ActivitySignal;
  ActorKind?: ActorKind;
  Agent?: Agent;
  AgentDevice?: AgentDevice;
  AgentDevicePage?: AgentDevicePage;
  AgentFace?: AgentFace;
  AgentHandshake?: AgentHandshake;
  AgentPage?: AgentPage;
  AlertSound?: AlertSound;
  AnswerTargets?: AnswerTargets;
  Appearance?: Appearance;
  AssignBody?: AssignBody;
  AssignmentCause?: AssignmentCause;
  AssignmentMode?: AssignmentMode;
  Attachment?: Attachment;
  AttachmentKind?: AttachmentKind;
  Author?: Author;
  AuthorKind?: AuthorKind;
  AwayIcon?: AwayIcon;
  AwayReason?: AwayReason;
  AwayReasonBody?: AwayReasonBody;
  AwayReasonPage?: AwayReasonPage;
  AwayReasonPatch?: AwayReasonPatch;
  Block?: Block;
  BlockBody?: BlockBody;
  BlockIdentityBody?: BlockIdentityBody;
  BlockKind?: BlockKind;
  BlockPage?: BlockPage;
  BothLanguages?: BothLanguages;
  BouncedTo?: BouncedTo;
  Bulk?: Bulk;
  BulkItem?: BulkItem;
  BulkKind?: BulkKind;
  BulkLabelBody?: BulkLabelBody;
  BulkResolveBody?: BulkResolveBody;
  BulkResult?: BulkResult;
  BulkTransferBody?: BulkTransferBody;
  CardBody?: CardBody;
  Channel?: Channel;
  ChannelBody?: ChannelBody;
  ChannelCheck?: ChannelCheck;
  ChannelHandover?: ChannelHandover;
  ChannelKind?: ChannelKind;
  ChannelKindPage?: ChannelKindPage;
  ChannelLimits?: ChannelLimits;
  ChannelOffers?: ChannelOffers;
  ChannelPage?: ChannelPage;
  ChannelPatch?: ChannelPatch;
  ChannelSites?: ChannelSites;
  ChannelState?: ChannelState;
  ChannelTemplate?: ChannelTemplate;
  ChannelTemplates?: ChannelTemplates;
  ChannelTrial?: ChannelTrial;
  ChannelTrouble?: ChannelTrouble;
  ChatChannel?: ChatChannel;
  ChatMessageBody?: ChatMessageBody;
  ChatSession?: ChatSession;
  ChatTopic?: ChatTopic;
  CheckStep?: CheckStep;
  Contact?: Contact;
  ContactBody?: ContactBody;
  ContactConversations?: ContactConversations;
  ContactField?: ContactField;
  ContactFieldBody?: ContactFieldBody;
  ContactFieldPage?: ContactFieldPage;
  ContactFieldPatch?: ContactFieldPatch;
  ContactPage?: ContactPage;
  ContactPatch?: ContactPatch;
  Conversation?: Conversation;
  ConversationList?: ConversationList;
  ConversationPage?: ConversationPage;
  ConversationState?: ConversationState;
  ConversationType?: ConversationType;
  Counts?: Counts;
  Department?: Department;
  DepartmentBody?: DepartmentBody;
  DepartmentPage?: DepartmentPage;
  DepartmentPatch?: DepartmentPatch;
  Direction?: Direction;
  Draft?: Draft;
  DraftBody?: DraftBody;
  DraftKind?: DraftKind;
  DraftPage?: DraftPage;
  Drafts?: Drafts;
  EraseBody?: EraseBody;
  Erasure?: Erasure;
  EventActor?: EventActor;
  EventEnvelope?: EventEnvelope;
  EventObject?: EventObject;
  ExpiredCount?: ExpiredCount;
  ExportBody?: ExportBody;
  FieldDifference?: FieldDifference;
  FieldType?: FieldType;
  FileState?: FileState;
  ForceBody?: ForceBody;
  ForcedAgent?: ForcedAgent;
  ForcePreview?: ForcePreview;
  ForceResult?: ForceResult;
  ForgotBody?: ForgotBody;
  Heartbeat?: Heartbeat;
  HistoryRow?: HistoryRow;
  HistoryRowPage?: HistoryRowPage;
  Holiday?: Holiday;
  Hours?: Hours;
  Identity?: Identity;
  IdentityPage?: IdentityPage;
  ImportProgress?: ImportProgress;
  Invitation?: Invitation;
  InvitationPage?: InvitationPage;
  InvitationResults?: InvitationResults;
  InvitationsBody?: InvitationsBody;
  InvitationShown?: InvitationShown;
  InvitationState?: InvitationState;
  InvitedAddress?: InvitedAddress;
  InviteResult?: InviteResult;
  Kept?: Kept;
  KeptPage?: KeptPage;
  KindOfNotification?: KindOfNotification;
  KnownAddress?: KnownAddress;
  KnownAddressPage?: KnownAddressPage;
  Label?: Label;
  LabelBody?: LabelBody;
  LabelCategory?: LabelCategory;
  LabelCategoryBody?: LabelCategoryBody;
  LabelCategoryPage?: LabelCategoryPage;
  LabelCategoryPatch?: LabelCategoryPatch;
  LabelColor?: LabelColor;
  LabelPage?: LabelPage;
  LabelPatch?: LabelPatch;
  LabelsBody?: LabelsBody;
  Language?: Language;
  LastMessage?: LastMessage;
  LastSeen?: LastSeen;
  LastSeenPage?: LastSeenPage;
  LauncherSide?: LauncherSide;
  Limits?: Limits;
  LinkBody?: LinkBody;
  Location?: Location;
  Mail?: Mail;
  MailHead?: MailHead;
  MailKind?: MailKind;
  MailServer?: MailServer;
  MailState?: MailState;
  MailTrouble?: MailTrouble;
  Member?: Member;
  MemberBody?: MemberBody;
  MemberPage?: MemberPage;
  MemberPatch?: MemberPatch;
  MemberState?: MemberState;
  MePatch?: MePatch;
  MergeBody?: MergeBody;
  MergedContact?: MergedContact;
  MergePreview?: MergePreview;
  MergeSuggestion?: MergeSuggestion;
  MergeSuggestionPage?: MergeSuggestionPage;
  Message?: Message;
  MessageBody?: MessageBody;
  MessageKind?: MessageKind;
  MessagePage?: MessagePage;
  MessageStatus?: MessageStatus;
  MoveBody?: MoveBody;
  NamedContact?: NamedContact;
  NamedLabel?: NamedLabel;
  NamedMember?: NamedMember;
  NationalHolidays?: NationalHolidays;
  Nik?: Nik;
  Notification?: Notification;
  NotificationKind?: NotificationKind;
  NotificationPage?: NotificationPage;
  NotificationSettings?: NotificationSettings;
  NotificationSettingsPatch?: NotificationSettingsPatch;
  NotSpamBody?: NotSpamBody;
  OfflineRule?: OfflineRule;
  Part?: Part;
  PasswordBody?: PasswordBody;
  PastMerge?: PastMerge;
  PastMergePage?: PastMergePage;
  Place?: Place;
  PresenceBody?: PresenceBody;
  PresenceLogRow?: PresenceLogRow;
  PresenceLogRowPage?: PresenceLogRowPage;
  PresenceSource?: PresenceSource;
  PresenceState?: PresenceState;
  Priority?: Priority;
  PriorityBody?: PriorityBody;
  QueueFigures?: QueueFigures;
  QueueFilter?: QueueFilter;
  QuickReply?: QuickReply;
  QuickReplyBody?: QuickReplyBody;
  QuickReplyPage?: QuickReplyPage;
  QuickReplyPatch?: QuickReplyPatch;
  QuickReplyScope?: QuickReplyScope;
  QuietHours?: QuietHours;
  Rating?: Rating;
  RatingBody?: RatingBody;
  Reachable?: Reachable;
  ReachableChannels?: ReachableChannels;
  Reaction?: Reaction;
  ReadBody?: ReadBody;
  ReadNotificationsBody?: ReadNotificationsBody;
  Ready?: Ready;
  ReceiptsBody?: ReceiptsBody;
  Refusal?: Refusal;
  RemoteFile?: RemoteFile;
  Removed?: Removed;
  ReplyMail?: ReplyMail;
  ResetBody?: ResetBody;
  ResetShown?: ResetShown;
  ResolveBody?: ResolveBody;
  ResolveCause?: ResolveCause;
  ResolvedBy?: ResolvedBy;
  ResolveExpiredBody?: ResolveExpiredBody;
  Resync?: Resync;
  Retried?: Retried;
  Role?: Role;
  SearchMatch?: SearchMatch;
  SecretLink?: SecretLink;
  SessionBody?: SessionBody;
  SessionStep?: SessionStep;
  Setup?: Setup;
  SetupPatch?: SetupPatch;
  SetupState?: SetupState;
  SetupStep?: SetupStep;
  SharedAddress?: SharedAddress;
  SharedContact?: SharedContact;
  SharedKind?: SharedKind;
  Signature?: Signature;
  SignatureBody?: SignatureBody;
  SignaturePage?: SignaturePage;
  SignatureScope?: SignatureScope;
  SignedIn?: SignedIn;
  SignedInPlace?: SignedInPlace;
  SignedInPlacePage?: SignedInPlacePage;
  SignInBody?: SignInBody;
  SiteRefused?: SiteRefused;
  SiteSeen?: SiteSeen;
  SnoozeBody?: SnoozeBody;
  Span?: Span;
  Standing?: Standing;
  StartBody?: StartBody;
  Staying?: Staying;
  Suspicion?: Suspicion;
  SystemMail?: SystemMail;
  SystemMailPage?: SystemMailPage;
  SystemMailText?: SystemMailText;
  TemplateBody?: TemplateBody;
  Thrown?: Thrown;
  TransferBody?: TransferBody;
  TrialBody?: TrialBody;
  TrialRecipient?: TrialRecipient;
  TrialStatus?: TrialStatus;
  Typing?: Typing;
  TypingSignal?: TypingSignal;
  UnmergeBody?: UnmergeBody;
  UnreadFigure?: UnreadFigure;
  UsedTemplate?: UsedTemplate;
  Viewers?: Viewers;
  ViewSignal?: ViewSignal;
  Visibility?: Visibility;
  Visitor?: Visitor;
  VisitorAuthor?: VisitorAuthor;
  VisitorConversation?: VisitorConversation;
  VisitorHandshake?: VisitorHandshake;
  VisitorMessage?: VisitorMessage;
  VisitorMessagePage?: VisitorMessagePage;
  VisitorNetwork?: VisitorNetwork;
  WaitingFor?: WaitingFor;
  WhyStaying?: WhyStaying;
  Workspace?: Workspace;
  WorkspacePatch?: WorkspacePatch;
  WorkspaceSettings?: WorkspaceSettings;
}
export interface AcceptBody {
  language?: Language | null;
  name: string;
  password: string;
  token: string;
}
/**
 * Somebody is at the keyboard. Has no fields.
 */
export interface ActivitySignal {}
/**
 * A member at work, whatever his role; ``id`` is the member's.
 *
 * ``available``: automatic work may go to him now. ``version`` is 0 while he has never been here.
 */
export interface Agent {
  available: boolean;
  capacity: number;
  forcedCapacity: number;
  id: string;
  load: number;
  name: string;
  reasonId?: string | null;
  reasonName?: BothLanguages | null;
  since?: string | null;
  source: PresenceSource;
  state: PresenceState;
  version: number;
}
/**
 * A name of the house's own, as each language has it.
 */
export interface BothLanguages {
  en: string;
  id: string;
}
/**
 * Where an agent is connected now. ``lost`` is waited for, for the grace time.
 */
export interface AgentDevice {
  activeAt: string;
  device: string;
  lost: boolean;
  memberId: string;
  since: string;
}
export interface AgentDevicePage {
  items: AgentDevice[];
  nextCursor?: string | null;
}
/**
 * What a customer sees of an agent: first name, no address.
 */
export interface AgentFace {
  name: string;
}
/**
 * ``auth`` of /agent; the cookie may stand in for the token.
 */
export interface AgentHandshake {
  since?: string | null;
  token?: string | null;
}
export interface AgentPage {
  items: Agent[];
  nextCursor?: string | null;
}
/**
 * How soon customers are to be answered, in seconds of working time; 0 is no target, null what is
 * usual on the channel. ``channelId``: of one channel; null of all others.
 */
export interface AnswerTargets {
  channelId?: string | null;
  firstAnswer?: number | null;
  nextAnswer?: number | null;
}
/**
 * How the widget looks and speaks. Colours as #RRGGBB.
 */
export interface Appearance {
  askEmail: boolean;
  askName: boolean;
  askTopic: boolean;
  brandColor: string;
  brandText: string;
  launcherSide: LauncherSide;
  offlineForm: boolean;
  requireEmail: boolean;
  requireName: boolean;
  requireTopic: boolean;
  topics: ChatTopic[];
  welcome: {
    [k: string]: string;
  };
}
/**
 * What a visitor may choose in the form before a chat.
 */
export interface ChatTopic {
  id: string;
  name: {
    [k: string]: string;
  };
}
export interface AssignBody {
  memberId: string;
}
/**
 * ``size`` in bytes; ``url`` is good for the caller: a cookie or bearer checks it again.
 * ``inline``: a picture that stands in the text of its mail.
 */
export interface Attachment {
  height?: number | null;
  id: string;
  inline?: boolean;
  kind: AttachmentKind;
  mime: string;
  name: string;
  size: number;
  url: string;
  width?: number | null;
}
export interface Author {
  id?: string | null;
  kind: AuthorKind;
  name?: string | null;
}
export interface AwayReason {
  icon: AwayIcon;
  id: string;
  name: BothLanguages;
  position: number;
  version: number;
}
export interface AwayReasonBody {
  /**
   * The picture beside a reason to be away.
   */
  icon?: "lunch" | "prayer" | "break" | "meeting" | "training" | "other";
  name: BothLanguages;
}
export interface AwayReasonPage {
  items: AwayReason[];
  nextCursor?: string | null;
}
/**
 * ``position`` counts from 0; the others make room.
 */
export interface AwayReasonPatch {
  icon?: AwayIcon | null;
  name?: BothLanguages | null;
  position?: number | null;
}
/**
 * ``value``: of an address or domain itself; ``named`` is what people call it, of a network the visitor
 * because of whom it is blocked, ``until`` a time. Networks are never shown.
 */
export interface Block {
  at: string;
  by: NamedMember;
  id: string;
  identityId?: string | null;
  kind: BlockKind;
  named: string;
  reason?: string | null;
  until?: string | null;
  value?: string | null;
}
export interface NamedMember {
  id: string;
  name: string;
}
/**
 * An address or a whole domain of mail, for all mailboxes.
 */
export interface BlockBody {
  kind: BlockKind;
  reason?: string | null;
  value: string;
}
/**
 * ``network``: also from where this visitor writes, for 24 hours.
 */
export interface BlockIdentityBody {
  network?: boolean;
  reason?: string | null;
}
export interface BlockPage {
  items: Block[];
  nextCursor?: string | null;
}
/**
 * An address that a mail did not reach. ``status`` is the code of RFC 3463, such as 5.1.1;
 * ``gaveUp``: no server tries any more, though the code speaks of a passing trouble. ``unsure``: it was
 * sent there, and the answer was lost.
 */
export interface BouncedTo {
  address: string;
  gaveUp?: boolean;
  status?: string | null;
  unsure?: boolean;
}
/**
 * That such an act is over; ``done`` and ``refused`` count.
 */
export interface Bulk {
  at: string;
  done: number;
  id: string;
  kind: BulkKind;
  refused: number;
  version: number;
}
/**
 * What became of one. ``error`` and ``detail`` as it would have been refused alone; ``assignee``: who got
 * it by force.
 */
export interface BulkItem {
  assignee?: NamedMember | null;
  conversation?: Conversation | null;
  conversationId: string;
  detail?: string | null;
  done: boolean;
  error?: string | null;
}
/**
 * ``dueAt``: by when he who waits is to be answered; ``dueNearAt`` comes a quarter before, in
 * working time. In a ``group`` several people write, and all of them read an answer. ``unread`` counts
 * customer messages after the last one staff have read. Until ``reopensUntil`` a message of the
 * customer reopens a resolved one; later it begins another.
 */
export interface Conversation {
  address: string;
  answeredAt?: string | null;
  assignedAt?: string | null;
  assignee?: NamedMember | null;
  assignmentCause?: AssignmentCause | null;
  channelId: string;
  channelKind: string;
  channelName?: string | null;
  contact: NamedContact;
  departmentId: string;
  departmentName?: string | null;
  dueAt?: string | null;
  dueNearAt?: string | null;
  expired?: boolean;
  firstAssignedAt?: string | null;
  group?: boolean;
  id: string;
  identityId: string;
  labels?: NamedLabel[];
  lastActivityAt: string;
  lastHandlingAgent?: NamedMember | null;
  lastMessage?: LastMessage | null;
  lastNumber: number;
  left?: boolean;
  movedFrom?: string | null;
  movedTo?: string | null;
  number: number;
  priority: Priority;
  queuedAt?: string | null;
  rating?: Rating | null;
  reopenCount: number;
  reopensUntil?: string | null;
  requeuedAt?: string | null;
  resolveCause?: ResolveCause | null;
  resolvedAt?: string | null;
  resolvedBy?: ResolvedBy | null;
  snoozedUntil?: string | null;
  startedAt: string;
  state: ConversationState;
  subject?: string | null;
  suspicions?: Suspicion[];
  targetMissed?: boolean;
  type: ConversationType;
  unanswered: boolean;
  unread: number;
  version: number;
  waitingFor: WaitingFor;
  waitingSince?: string | null;
  windowExpiresAt?: string | null;
}
export interface NamedContact {
  id: string;
  name: string;
}
/**
 * A label as conversations carry it.
 */
export interface NamedLabel {
  color: LabelColor;
  id: string;
  name: string;
}
/**
 * ``text`` is cut to 200 characters; ``attachments`` counts files.
 */
export interface LastMessage {
  at: string;
  attachments: number;
  authorKind: AuthorKind;
  authorName?: string | null;
  direction: Direction;
  kind: MessageKind;
  number: number;
  text: string;
  unsupportedType?: string | null;
}
/**
 * How the customer was helped: 1 (poor) to 5 (very good).
 */
export interface Rating {
  at: string;
  comment?: string | null;
  score: number;
}
export interface ResolvedBy {
  id?: string | null;
  kind: ActorKind;
  name?: string | null;
}
/**
 * ``labelIds`` are put on, ``removeIds`` taken off; other labels stay.
 */
export interface BulkLabelBody {
  /**
   * @minItems 1
   * @maxItems 200
   */
  conversationIds: [string, ...string[]];
  /**
   * @maxItems 50
   */
  labelIds?: string[];
  /**
   * @maxItems 50
   */
  removeIds?: string[];
}
export interface BulkResolveBody {
  cause?: ResolveCause | null;
  /**
   * @minItems 1
   * @maxItems 200
   */
  conversationIds: [string, ...string[]];
  note?: string | null;
}
/**
 * ``more``: there were more than one act takes; ask again for the rest.
 */
export interface BulkResult {
  at: string;
  done: number;
  id: string;
  items: BulkItem[];
  kind: BulkKind;
  more?: boolean;
  refused: number;
  version: number;
}
/**
 * To one member, in turn to several, or to the queue of a department.
 */
export interface BulkTransferBody {
  /**
   * @minItems 1
   * @maxItems 200
   */
  conversationIds: [string, ...string[]];
  departmentId?: string | null;
  memberId?: string | null;
  /**
   * @maxItems 50
   */
  memberIds?: string[];
  note?: string | null;
}
/**
 * A contact that a customer has shared: in which message, and the how many-th there, from 0.
 */
export interface CardBody {
  index: number;
  messageId: string;
}
/**
 * A channel as staff see it. ``settings``, ``secretNames`` (which are set), ``webhookPath`` and
 * ``trouble`` are for admins; a secret itself is never given.
 */
export interface Channel {
  departmentId?: string | null;
  enabled: boolean;
  id: string;
  kind: string;
  limits?: ChannelLimits | null;
  name: string;
  priority: Priority;
  secretNames?: string[] | null;
  settings?: {
    [k: string]: unknown;
  } | null;
  /**
   * Whether a channel works. ``needs_attention``: it will not until an admin has acted, or the
   * provider has lifted what stood in its way.
   */
  state?: "connected" | "needs_attention";
  trouble?: ChannelTrouble | null;
  version: number;
  webhookPath?: string | null;
}
/**
 * What a message on such a channel may hold. ``window`` in seconds; files in bytes.
 *
 * ``max_file_of`` is another limit for a kind of file; ``max_caption`` of a text with a file.
 * ``file_types``: those that it takes, with the extension they go by; None for all that we take.
 */
export interface ChannelLimits {
  fileTypes?: {
    [k: string]: string;
  } | null;
  hasTemplates: boolean;
  maxCaption?: number | null;
  maxFile: number;
  maxFileOf?: {
    [k: string]: number;
  };
  maxFiles: number;
  maxText: number;
  medium: string;
  reportsReading: boolean;
  starts: boolean;
  window?: number | null;
}
/**
 * Why a channel needs an admin. ``code`` as the provider words it, or ours. ``until``: when it ends by
 * itself. Whether messages wait meanwhile is said by the channel's state.
 */
export interface ChannelTrouble {
  code: string;
  detail: string;
  since: string;
  until?: string | null;
}
/**
 * ``priority``: of what begins here. ``secrets`` are taken and never given back.
 */
export interface ChannelBody {
  departmentId?: string | null;
  enabled?: boolean;
  kind: string;
  name: string;
  priority?: "urgent" | "high" | "normal" | "low";
  secrets?: {
    [k: string]: string;
  };
  settings?: {
    [k: string]: unknown;
  };
}
/**
 * ``well``: all of its steps are.
 */
export interface ChannelCheck {
  steps: CheckStep[];
  well: boolean;
}
/**
 * One line of the verdict on a connection. ``remedy``: what to do when it is not well; ``at``: when it
 * happened, or when it ends.
 */
export interface CheckStep {
  at?: string | null;
  detail: string;
  name: string;
  remedy: {
    [k: string]: string;
  };
  titles: {
    [k: string]: string;
  };
  well: boolean;
}
/**
 * What an admin tells the provider: where it may call, and the secrets that belong to it by name.
 */
export interface ChannelHandover {
  secrets?: {
    [k: string]: string;
  };
  webhookUrl?: string | null;
}
/**
 * The schemas are JSON Schema; ``titles`` and ``descriptions`` in them by language.
 */
export interface ChannelKind {
  kind: string;
  limits: ChannelLimits;
  secretsSchema: {
    [k: string]: unknown;
  };
  settingsSchema: {
    [k: string]: unknown;
  };
  titles: {
    [k: string]: string;
  };
}
export interface ChannelKindPage {
  items: ChannelKind[];
  nextCursor?: string | null;
}
/**
 * What the provider has for a setting; none when it cannot be asked now.
 */
export interface ChannelOffers {
  values: string[];
}
export interface ChannelPage {
  items: Channel[];
  nextCursor?: string | null;
}
/**
 * ``settings`` and ``secrets`` replace only what they name; an empty secret is taken away.
 * ``version``: what one has seen.
 */
export interface ChannelPatch {
  departmentId?: string | null;
  enabled?: boolean | null;
  name?: string | null;
  priority?: Priority | null;
  secrets?: {
    [k: string]: string;
  } | null;
  settings?: {
    [k: string]: unknown;
  } | null;
  version?: number | null;
}
/**
 * Where a chat is shown, the newest first, and where it was refused in the last hour.
 */
export interface ChannelSites {
  refused: SiteRefused[];
  seen: SiteSeen[];
}
/**
 * ``count`` tries since ``since``, none of them older than an hour after the one before.
 */
export interface SiteRefused {
  count: number;
  lastAt: string;
  origin: string;
  since: string;
}
export interface SiteSeen {
  lastAt: string;
  origin: string;
}
/**
 * ``parameters`` are to be filled in: those of the header are named ``header.1``, those of buttons
 * ``button.0``. ``header``: text, or the kind of file it takes. Only ``approved`` ones can be sent.
 */
export interface ChannelTemplate {
  approved: boolean;
  body: string;
  buttons: string[];
  category: string;
  footer?: string | null;
  header?: string | null;
  headerText?: string | null;
  language: string;
  name: string;
  parameters: string[];
  status: string;
}
/**
 * ``syncedAt``: when they were last read from the provider; ``trouble`` why that failed since.
 */
export interface ChannelTemplates {
  items: ChannelTemplate[];
  syncedAt?: string | null;
  trouble?: string | null;
}
/**
 * ``recipients``: to whom a test message may go; none where it goes to the mailbox itself.
 */
export interface ChannelTrial {
  newest?: TrialStatus | null;
  recipients: TrialRecipient[];
}
/**
 * How far the newest test message has come. ``code`` and ``detail`` as the provider words it.
 */
export interface TrialStatus {
  code?: string | null;
  detail?: string | null;
  movedAt: string;
  sentAt: string;
  status: MessageStatus;
  to: string;
}
/**
 * Somebody who wrote lately, by the conversation in which he did.
 */
export interface TrialRecipient {
  address: string;
  conversationId: string;
  name: string;
}
/**
 * ``next_opening`` is there while it is closed, unless it never opens.
 */
export interface ChatChannel {
  appearance: Appearance;
  defaultLanguage: Language;
  id: string;
  isOpen: boolean;
  languages: Language[];
  limits: Limits;
  name: string;
  nextOpening?: string | null;
  usualAnswerSeconds?: number | null;
}
/**
 * Told before sending. ``max_file`` in bytes.
 */
export interface Limits {
  maxFile: number;
  maxFiles: number;
  maxText: number;
  mimes: string[];
}
export interface ChatMessageBody {
  attachmentIds?: string[];
  clientId: string;
  text?: string | null;
}
export interface ChatSession {
  channel: ChatChannel;
  conversation?: VisitorConversation | null;
  token: string;
  visitor: Visitor;
}
/**
 * A conversation as its own visitor may see it. ``asks_rating``: it has ended and may be rated.
 */
export interface VisitorConversation {
  agent?: AgentFace | null;
  asksRating: boolean;
  assignedAt?: string | null;
  departmentName?: string | null;
  id: string;
  rating?: Rating | null;
  readNumber: number;
  receivedNumber: number;
  resolvedAt?: string | null;
  staffReadNumber: number;
  startedAt: string;
  state: ConversationState;
  version: number;
}
export interface Visitor {
  email?: string | null;
  id: string;
  name?: string | null;
}
/**
 * ``phones`` are E.164; ``address`` is where he lives or works; ``timeZone`` an IANA name; ``priority``
 * that of his new conversations.
 *
 * ``nik``, the identity number, is masked but for its end. ``erased``: nothing of him is left.
 */
export interface Contact {
  address?: string | null;
  birthday?: string | null;
  createdAt: string;
  custom?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[0-9a-f]{24}$".
     */
    [k: string]: boolean | number | string | string[];
  };
  emails: string[];
  erased?: boolean;
  id: string;
  language?: Language | null;
  name: string;
  nik?: string | null;
  phones: string[];
  priority?: Priority | null;
  timeZone?: string | null;
  version: number;
}
/**
 * Only the name is required, and what the house marked as required among its custom fields.
 *
 * ``card``: saved from there, which is done once whoever does it.
 */
export interface ContactBody {
  address?: string | null;
  birthday?: string | null;
  card?: CardBody | null;
  clientId: string;
  custom?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[0-9a-f]{24}$".
     */
    [k: string]: boolean | number | string | string[] | null;
  };
  /**
   * @maxItems 20
   */
  emails?: string[];
  language?: Language | null;
  name: string;
  nik?: string | null;
  /**
   * @maxItems 20
   */
  phones?: string[];
  priority?: Priority | null;
  timeZone?: string | null;
}
/**
 * The newest first. ``seen`` counts those the caller may see, ``total`` all; up to 1,000 each.
 */
export interface ContactConversations {
  items: Conversation[];
  nextCursor?: string | null;
  seen: number;
  total: number;
}
/**
 * A field that the house added. ``choices`` are those one may choose from, in their order.
 */
export interface ContactField {
  archived: boolean;
  choices: string[];
  id: string;
  name: string;
  position: number;
  required: boolean;
  type: FieldType;
  version: number;
}
export interface ContactFieldBody {
  /**
   * @maxItems 50
   */
  choices?: string[];
  name: string;
  required?: boolean;
  type: FieldType;
}
export interface ContactFieldPage {
  items: ContactField[];
  nextCursor?: string | null;
}
/**
 * The type stays. ``position`` counts from 0; the others make room.
 */
export interface ContactFieldPatch {
  archived?: boolean | null;
  choices?: string[] | null;
  name?: string | null;
  position?: number | null;
  required?: boolean | null;
}
export interface ContactPage {
  items: Contact[];
  nextCursor?: string | null;
}
/**
 * Absent fields stay; null empties all but ``name``, ``phones`` and ``emails``.
 *
 * ``version`` is the one that was edited. What others changed meanwhile stays; the same field
 * changed twice is refused with the present contact. Of ``custom`` only the fields given change.
 */
export interface ContactPatch {
  address?: string | null;
  birthday?: string | null;
  custom?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[0-9a-f]{24}$".
     */
    [k: string]: boolean | number | string | string[] | null;
  } | null;
  emails?: string[] | null;
  language?: Language | null;
  name?: string | null;
  nik?: string | null;
  phones?: string[] | null;
  priority?: Priority | null;
  timeZone?: string | null;
  version: number;
}
/**
 * One page of a list. ``includesResolved``: ended conversations are among its rows.
 *
 * With a search ``matches`` says why each row was found; ``narrowDown``: more was met than could be
 * looked at, so a longer word finds more.
 */
export interface ConversationList {
  includesResolved?: boolean;
  items: Conversation[];
  matches?: SearchMatch[];
  narrowDown?: boolean;
  nextCursor?: string | null;
}
/**
 * Why a conversation was found: the newest message that meets the search best, and the name.
 *
 * ``messageId`` and ``text`` are absent when no message of it meets the search, but its contact or
 * number does. Open the thread `around` that message.
 */
export interface SearchMatch {
  at?: string | null;
  authorName?: string | null;
  conversationId: string;
  internal?: boolean;
  messageId?: string | null;
  name: Part[];
  number?: number | null;
  text?: Part[];
}
/**
 * A piece of a text; ``found``: it is what was searched for.
 */
export interface Part {
  found: boolean;
  text: string;
}
export interface ConversationPage {
  items: Conversation[];
  nextCursor?: string | null;
}
/**
 * How many conversations stand in the lists of the caller.
 *
 * Those in the queue whose visitors have left are counted in ``left``, not in ``queued``.
 */
export interface Counts {
  all: number;
  expired: number;
  handled: number;
  left: number;
  mentions: number;
  mine: number;
  queued: number;
  snoozed: number;
  suspected: number;
  unanswered: number;
}
export interface Department {
  hours?: Hours | null;
  id: string;
  isDefault: boolean;
  mode: AssignmentMode;
  name: string;
  targets?: AnswerTargets[];
  version: number;
}
/**
 * A week; ``always`` is around the clock. Several spans a day, none over midnight.
 */
export interface Hours {
  always?: boolean;
  friday?: Span[];
  monday?: Span[];
  saturday?: Span[];
  sunday?: Span[];
  thursday?: Span[];
  tuesday?: Span[];
  wednesday?: Span[];
}
/**
 * ``start`` and ``end`` as HH:MM on the clock on the wall; ``24:00`` ends the day.
 */
export interface Span {
  end: string;
  start: string;
}
export interface DepartmentBody {
  hours?: Hours | null;
  /**
   * How the queue of a department reaches its agents. ``open``: they take by hand.
   */
  mode?: "open" | "least_load" | "round_robin";
  name: string;
  targets?: AnswerTargets[];
}
export interface DepartmentPage {
  items: Department[];
  nextCursor?: string | null;
}
/**
 * ``is_default`` can only be given, to another one: there is always exactly one default.
 *
 * ``hours``: null takes the company's. ``version``: what one has seen; who changed the same field
 * meanwhile wins.
 */
export interface DepartmentPatch {
  hours?: Hours | null;
  isDefault?: boolean | null;
  mode?: AssignmentMode | null;
  name?: string | null;
  targets?: AnswerTargets[] | null;
  version?: number | null;
}
/**
 * One that was sent or thrown away is empty. ``template``: filled in, sent and taken back.
 */
export interface Draft {
  attachments?: Attachment[];
  conversationId: string;
  email?: MailHead | null;
  id: string;
  kind: DraftKind;
  mentions: string[];
  replyTo?: string | null;
  template?: UsedTemplate | null;
  text: string;
  updatedAt: string;
  version: number;
}
/**
 * The head of a mail that staff write, and its formatted text.
 *
 * What is absent is taken from the conversation: back to whoever wrote last, copies to those who
 * had them, ``Re:`` of the last subject. With ``html`` the plain text is made from it.
 * ``quotes``: the mail that is answered stands below.
 */
export interface MailHead {
  /**
   * @maxItems 50
   */
  bcc?: string[];
  cc?: string[] | null;
  html?: string | null;
  quotes?: boolean;
  subject?: string | null;
  to?: string[] | null;
}
export interface UsedTemplate {
  language: string;
  name: string;
  parameters?: {
    [k: string]: string;
  };
}
/**
 * ``version`` is that of the draft it was written upon, 0 for none; absent overwrites.
 */
export interface DraftBody {
  /**
   * @maxItems 10
   */
  attachmentIds?: string[];
  email?: MailHead | null;
  kind?: "reply" | "note";
  /**
   * @maxItems 20
   */
  mentions?: string[];
  replyTo?: string | null;
  template?: TemplateBody | null;
  text: string;
  version?: number | null;
}
/**
 * A template to send, each of its parameters filled in.
 */
export interface TemplateBody {
  language: string;
  name: string;
  parameters?: {
    [k: string]: string;
  };
}
export interface DraftPage {
  items: Draft[];
  nextCursor?: string | null;
}
/**
 * The caller's own in one conversation; null where he never wrote any.
 */
export interface Drafts {
  conversationId: string;
  note?: Draft | null;
  reply?: Draft | null;
}
export interface EraseBody {
  reason: string;
}
/**
 * What was erased, counted.
 */
export interface Erasure {
  contactId: string;
  counts: {
    [k: string]: number;
  };
}
export interface EventActor {
  id?: string | null;
  kind: ActorKind;
  name?: string | null;
}
/**
 * ``data`` holds whole snapshots by kind, or ``{gone: true}`` when the object was lost.
 */
export interface EventEnvelope {
  actor: EventActor;
  at: string;
  cursor: string;
  data: {
    [k: string]: unknown;
  };
  id: string;
  object: EventObject;
  type: string;
}
export interface EventObject {
  id: string;
  kind: string;
  version: number;
}
/**
 * How many there are now: ``handled`` by somebody, ``waiting`` in a queue.
 */
export interface ExpiredCount {
  handled: number;
  waiting: number;
}
/**
 * ``notes``: with the staff's private notes.
 */
export interface ExportBody {
  notes?: boolean;
}
/**
 * A field that both have, each in another way. The identity number stays masked.
 */
export interface FieldDifference {
  field: string;
  gone: boolean | number | string | string[];
  kept: boolean | number | string | string[];
}
/**
 * Of the queues in the caller's scope: these conversations, else what the filter leaves, the
 * ``oldest`` so many of it in the order of the queue. To these members, else to all who are there.
 */
export interface ForceBody {
  conversationIds?: string[] | null;
  filter?: QueueFilter | null;
  includeAway?: boolean;
  includeLeft?: boolean;
  memberIds?: string[] | null;
  oldest?: number | null;
}
/**
 * Several values of one are OR, different ones AND.
 */
export interface QueueFilter {
  /**
   * @maxItems 50
   */
  channelId?: string[];
  /**
   * @maxItems 50
   */
  departmentId?: string[];
  /**
   * @maxItems 50
   */
  labelId?: string[];
  priority?: Priority[];
}
/**
 * ``room`` under the capacity, ``forcedRoom`` under the forced one, both as it is now.
 */
export interface ForcedAgent {
  after: number;
  capacity: number;
  forcedCapacity: number;
  forcedRoom: number;
  id: string;
  name: string;
  now: number;
  room: number;
  state: PresenceState;
}
/**
 * What would happen now. ``more``: that much stays for a second act.
 */
export interface ForcePreview {
  agents: ForcedAgent[];
  given: number;
  more?: boolean;
  staying: Staying[];
}
/**
 * A conversation that stays in the queue, and why.
 */
export interface Staying {
  conversationId: string;
  why: WhyStaying;
}
/**
 * ``takeBackUntil``: as long as it can be taken back.
 */
export interface ForceResult {
  agents: ForcedAgent[];
  at: string;
  done: number;
  id: string;
  items: BulkItem[];
  kind: BulkKind;
  more?: boolean;
  refused: number;
  staying: Staying[];
  takeBackUntil: string;
  version: number;
}
export interface ForgotBody {
  email: string;
}
export interface Heartbeat {
  at: string;
  cursor: string;
}
/**
 * One journal row of a conversation, for the thread's system lines and History tabs.
 *
 * ``changes`` of an assignment, transfer or requeue: ``assignee`` (to whom), ``from`` (who had it),
 * ``department`` (when it is another one): each ``{id, name}``; ``cause``; ``note``, whether a private
 * note says why; ``silences``, how often an agent got it and did not answer, when one more is why. Of other changes: before and after by field.
 */
export interface HistoryRow {
  actor: EventActor;
  at: string;
  changes: {
    [k: string]: unknown;
  };
  id: string;
  object: EventObject;
  type: string;
}
export interface HistoryRowPage {
  items: HistoryRow[];
  nextCursor?: string | null;
}
/**
 * ``date`` as YYYY-MM-DD. ``unsure``: a moving day that is still to be checked.
 */
export interface Holiday {
  date: string;
  nameEn: string;
  nameId: string;
  unsure?: boolean;
}
/**
 * An address of his on one of our channels. ``verified``: the provider vouches for it.
 */
export interface Identity {
  address: string;
  channelId: string;
  channelKind: string;
  createdAt: string;
  id: string;
  name?: string | null;
  unreachable: boolean;
  verified: boolean;
}
export interface IdentityPage {
  items: Identity[];
  nextCursor?: string | null;
}
/**
 * Mails of the past: ``done`` of ``total``, while it is ``running``.
 */
export interface ImportProgress {
  done: number;
  running: boolean;
  total: number;
}
/**
 * ``mail_state`` tells how far the newest mail of it got.
 */
export interface Invitation {
  createdAt: string;
  departmentIds: string[];
  email: string;
  expiresAt: string;
  id: string;
  invitedBy: NamedMember;
  mailState: MailState;
  mailTrouble?: MailTrouble | null;
  role: Role;
  sentAt: string;
  state: InvitationState;
  supervisedIds: string[];
  version: number;
}
export interface InvitationPage {
  items: Invitation[];
  nextCursor?: string | null;
}
/**
 * One for each different address, in their order.
 */
export interface InvitationResults {
  items: InvitedAddress[];
}
export interface InvitedAddress {
  email: string;
  invitation?: Invitation | null;
  result: InviteResult;
}
/**
 * Many addresses at once, all with the same role and places. ``language`` is that of the mails.
 */
export interface InvitationsBody {
  departmentIds?: string[];
  /**
   * @minItems 1
   * @maxItems 200
   */
  emails: [string, ...string[]];
  language?: Language | null;
  role: Role;
  supervisedIds?: string[];
}
/**
 * What whoever holds the link is shown before he accepts.
 */
export interface InvitationShown {
  email: string;
  expiresAt: string;
  invitedBy: string;
  language: Language;
  role: Role;
  workspace: string;
}
/**
 * ``reason`` as it was said; ``sender`` and ``subject`` as far as they were understood. ``size`` in
 * bytes, absent where the bytes were not kept: then it can neither be downloaded nor tried again.
 */
export interface Kept {
  at: string;
  channelId: string;
  id: string;
  reason: string;
  sender?: string | null;
  size?: number | null;
  subject?: string | null;
}
export interface KeptPage {
  items: Kept[];
  nextCursor?: string | null;
}
/**
 * By what a member is told of one kind.
 */
export interface KindOfNotification {
  bell: boolean;
  desktop: boolean;
  kind: NotificationKind;
  sound: boolean;
}
/**
 * ``contact_id`` when it belongs to a contact.
 */
export interface KnownAddress {
  address: string;
  contactId?: string | null;
  name?: string | null;
}
export interface KnownAddressPage {
  items: KnownAddress[];
  nextCursor?: string | null;
}
/**
 * ``rank`` is its place in its category. An archived one is offered nowhere. ``priority``: how urgent it
 * makes a conversation that is not more urgent already.
 */
export interface Label {
  archived: boolean;
  categoryId: string;
  color: LabelColor;
  id: string;
  name: string;
  priority?: Priority | null;
  rank: number;
  version: number;
}
/**
 * Without ``rank`` it becomes the last of its category.
 */
export interface LabelBody {
  categoryId: string;
  /**
   * Names of tokens; how they look in a light and a dark theme is the faces' business.
   */
  color?: "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
  name: string;
  priority?: Priority | null;
  rank?: number | null;
}
/**
 * ``rank`` is its place among the categories.
 */
export interface LabelCategory {
  archived: boolean;
  id: string;
  name: string;
  rank: number;
  version: number;
}
/**
 * Without ``rank`` it becomes the last.
 */
export interface LabelCategoryBody {
  name: string;
  rank?: number | null;
}
export interface LabelCategoryPage {
  items: LabelCategory[];
  nextCursor?: string | null;
}
export interface LabelCategoryPatch {
  archived?: boolean | null;
  name?: string | null;
  rank?: number | null;
}
export interface LabelPage {
  items: Label[];
  nextCursor?: string | null;
}
/**
 * ``priority``: null takes it away.
 */
export interface LabelPatch {
  archived?: boolean | null;
  categoryId?: string | null;
  color?: LabelColor | null;
  name?: string | null;
  priority?: Priority | null;
  rank?: number | null;
}
/**
 * The whole set that the conversation shall have.
 */
export interface LabelsBody {
  /**
   * @maxItems 20
   */
  labelIds: string[];
}
/**
 * When a member was last at work, to five minutes; absent if never.
 */
export interface LastSeen {
  at?: string | null;
  memberId: string;
}
export interface LastSeenPage {
  items: LastSeen[];
  nextCursor?: string | null;
}
/**
 * What stands behind the ``#`` of a link.
 */
export interface LinkBody {
  token: string;
}
export interface Location {
  address?: string | null;
  latitude: number;
  longitude: number;
  name?: string | null;
}
/**
 * ``html`` is made safe on the server; absent when it is long, and ``hasHtml`` all the same: it is
 * there as a page (``.../mail``). ``replyText``: without quote and signature.
 *
 * Of one that we wrote, ``html`` is what was written; ``signature`` (html) stands below it, and
 * below both the message ``quotedId``.
 */
export interface Mail {
  bcc?: string[];
  bounced?: BouncedTo[];
  cc?: string[];
  fromAddress?: string | null;
  fromName?: string | null;
  hasHtml?: boolean;
  hasRemotePictures?: boolean;
  html?: string | null;
  isAuto?: boolean;
  quotedId?: string | null;
  replyText?: string | null;
  signature?: string | null;
  subject: string;
  suspected?: boolean;
  to?: string[];
}
/**
 * ``sends`` is False while no mail server is set: mails are kept then.
 */
export interface MailServer {
  sender?: string | null;
  sends: boolean;
}
/**
 * A staff account as staff see it. No ``capacity`` of his own: the workspace's holds.
 *
 * ``undoMailSeconds``, ``undoChatSeconds``: how long what he sends can still be taken back.
 */
export interface Member {
  capacity?: number | null;
  departmentIds: string[];
  departmentPriorities: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[0-9a-f]{24}$".
     */
    [k: string]: number;
  };
  email: string;
  forcedCapacity?: number | null;
  id: string;
  language?: Language | null;
  name: string;
  role: Role;
  state: MemberState;
  supervisedIds: string[];
  undoChatSeconds: number;
  undoMailSeconds: number;
  version: number;
}
/**
 * A new member. The password is set by himself later, unless given here.
 */
export interface MemberBody {
  departmentIds?: string[];
  email: string;
  name: string;
  password?: string | null;
  role: Role;
  supervisedIds?: string[];
}
export interface MemberPage {
  items: Member[];
  nextCursor?: string | null;
}
/**
 * ``capacity`` and ``forcedCapacity``: null takes those of the workspace again. ``departmentPriorities``
 * are given as a whole; those of departments he is not in are left out.
 */
export interface MemberPatch {
  capacity?: number | null;
  departmentIds?: string[] | null;
  departmentPriorities?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[0-9a-f]{24}$".
     */
    [k: string]: number;
  } | null;
  forcedCapacity?: number | null;
  name?: string | null;
  role?: Role | null;
  state?: MemberState | null;
  supervisedIds?: string[] | null;
}
/**
 * ``undo...Seconds``: how long a mail, or a message of a chat, can be taken back after sending.
 */
export interface MePatch {
  language?: Language | null;
  name?: string | null;
  undoChatSeconds?: number | null;
  undoMailSeconds?: number | null;
}
/**
 * ``take``: fields in which the vanishing contact is right; custom ones as ``custom.`` and their id.
 */
export interface MergeBody {
  intoId: string;
  /**
   * @maxItems 70
   */
  take?: string[];
}
export interface MergedContact {
  contact: Contact;
  mergeId: string;
  undoUntil: string;
}
/**
 * ``contact`` is the kept one as he would be; the rest is what he would take over.
 */
export interface MergePreview {
  contact: Contact;
  conversations: number;
  differences: FieldDifference[];
  gone: Contact;
  identities: Identity[];
  openConversations: number;
}
/**
 * Two contacts that may be one person, because of what they share.
 */
export interface MergeSuggestion {
  at: string;
  contacts: Contact[];
  id: string;
  shared: SharedAddress[];
}
export interface SharedAddress {
  kind: SharedKind;
  value: string;
}
export interface MergeSuggestionPage {
  items: MergeSuggestion[];
  nextCursor?: string | null;
}
/**
 * ``number`` orders a conversation's messages, from 1. ``status`` only moves forward.
 *
 * ``errorCode`` as the provider words it. ``unsupportedType`` says what came that cannot be shown.
 * ``heldUntil``: while it is ``pending`` and that lies ahead, its author may take it back.
 */
export interface Message {
  at: string;
  attachments: Attachment[];
  author: Author;
  clientId?: string | null;
  contacts?: SharedContact[];
  conversationId: string;
  deletedAt?: string | null;
  direction: Direction;
  editedAt?: string | null;
  email?: Mail | null;
  error?: string | null;
  errorCode?: string | null;
  forwarded?: boolean;
  heldUntil?: string | null;
  id: string;
  kind: MessageKind;
  location?: Location | null;
  mentions?: string[];
  number: number;
  order?: {
    [k: string]: unknown;
  } | null;
  payload?: string | null;
  reactions?: Reaction[];
  referral?: {
    [k: string]: unknown;
  } | null;
  remoteFiles?: RemoteFile[];
  replyTo?: string | null;
  status: MessageStatus;
  template?: UsedTemplate | null;
  text: string;
  unsupportedType?: string | null;
  version: number;
  visibility: Visibility;
}
export interface SharedContact {
  emails?: string[];
  name: string;
  organisation?: string | null;
  phones?: string[];
}
export interface Reaction {
  at: string;
  emoji: string;
}
/**
 * A file that is still being fetched from the provider, or could not be had.
 */
export interface RemoteFile {
  error?: string | null;
  kind: AttachmentKind;
  mime: string;
  name: string;
  size?: number | null;
  state: FileState;
}
/**
 * What staff write. Text, files or both; or a template, with a file where it takes one.
 * ``email`` only on channels of mail.
 */
export interface MessageBody {
  attachmentIds?: string[];
  clientId: string;
  email?: MailHead | null;
  mentions?: string[];
  replyTo?: string | null;
  template?: TemplateBody | null;
  text?: string | null;
  visibility?: "public" | "internal";
}
export interface MessagePage {
  items: Message[];
  nextCursor?: string | null;
}
/**
 * ``identityId``: the same contact's, on that channel; ``address`` where he has none yet.
 */
export interface MoveBody {
  address?: string | null;
  channelId: string;
  identityId?: string | null;
}
/**
 * What is known of a country's holidays in one year, to be taken over and edited.
 */
export interface NationalHolidays {
  country: string;
  items: Holiday[];
  year: number;
}
/**
 * The identity number as it is; who asked for it stands in the journal.
 */
export interface Nik {
  nik?: string | null;
}
/**
 * One entry. ``hidden``: it is about a conversation that the member may not see (any more);
 * then neither the conversation nor its contact is named.
 *
 * ``count``: how many of its kind it stands for. ``bell``: whether it is listed.
 */
export interface Notification {
  actor: EventActor;
  at: string;
  bell: boolean;
  channelId?: string | null;
  channelName?: string | null;
  contact?: NamedContact | null;
  conversationId?: string | null;
  count: number;
  departmentId?: string | null;
  departmentName?: string | null;
  hidden: boolean;
  id: string;
  kind: NotificationKind;
  messageId?: string | null;
  readAt?: string | null;
  version: number;
}
/**
 * ``unread``: how many entries of the whole bell are unread.
 */
export interface NotificationPage {
  items: Notification[];
  nextCursor?: string | null;
  unread: number;
}
/**
 * How a member wants to be told. ``kinds`` are all that concern his role.
 *
 * ``volume`` in percent; ``show_text``: a desktop notification may quote the message;
 * ``quiet_until``: do not disturb. ``oldest_wait`` in seconds and ``unanswered`` in chats are a
 * supervisor's limits; 0 switches one off. ``mention_mail``: be told by mail of an unread mention
 * after 10 minutes away.
 */
export interface NotificationSettings {
  id: string;
  kinds: KindOfNotification[];
  mentionMail: boolean;
  muted: string[];
  oldestWait: number;
  quietHours?: QuietHours | null;
  quietUntil?: string | null;
  showText: boolean;
  sound: AlertSound;
  unanswered: number;
  version: number;
  volume: number;
}
/**
 * Daily, on the clock of the member's own device; may go over midnight.
 */
export interface QuietHours {
  end: string;
  start: string;
}
/**
 * Only what is named changes; ``quietHours`` and ``quietUntil`` take null. ``kinds`` changes
 * the kinds that it names.
 */
export interface NotificationSettingsPatch {
  kinds?: KindOfNotification[] | null;
  mentionMail?: boolean | null;
  oldestWait?: number | null;
  quietHours?: QuietHours | null;
  quietUntil?: string | null;
  showText?: boolean | null;
  sound?: AlertSound | null;
  unanswered?: number | null;
  volume?: number | null;
}
/**
 * ``found``: as what it stood there.
 */
export interface NotSpamBody {
  found?: "suspected" | "spam";
}
/**
 * ``present``: the password until now.
 */
export interface PasswordBody {
  password: string;
  present: string;
}
/**
 * A merge that can still be taken back. ``name`` is that of the contact that vanished.
 */
export interface PastMerge {
  at: string;
  byName: string;
  id: string;
  name: string;
  undoUntil: string;
}
export interface PastMergePage {
  items: PastMerge[];
  nextCursor?: string | null;
}
/**
 * ``position`` from 1; absent past 50. ``estimate_seconds`` when there is ground for one.
 */
export interface Place {
  conversationId: string;
  estimateSeconds?: number | null;
  position?: number | null;
}
/**
 * ``away`` needs a reason; ``offline`` cannot be asked for: sign out instead.
 */
export interface PresenceBody {
  reasonId?: string | null;
  state: PresenceState;
}
/**
 * A line of the log: either a ``state`` that lasted ``until`` another came (absent while it
 * lasts), or a ``step`` of signing in and out, connecting and breaking off.
 */
export interface PresenceLogRow {
  actor: EventActor;
  at: string;
  device?: string | null;
  id: string;
  memberId: string;
  memberName?: string | null;
  reasonName?: BothLanguages | null;
  source?: PresenceSource | null;
  state?: PresenceState | null;
  step?: SessionStep | null;
  until?: string | null;
}
export interface PresenceLogRowPage {
  items: PresenceLogRow[];
  nextCursor?: string | null;
}
export interface PriorityBody {
  priority: Priority;
}
/**
 * ``left``: whose visitors have gone; they are not among ``waiting``, nor the oldest.
 */
export interface QueueFigures {
  departmentId: string;
  left?: number;
  oldestQueuedAt?: string | null;
  waiting: number;
}
/**
 * ``text`` may hold ``{{contact.name}}`` and its like, with ``{{contact.name|a default}}``.
 */
export interface QuickReply {
  departmentId?: string | null;
  id: string;
  language?: Language | null;
  scope: QuickReplyScope;
  shortcut: string;
  text: string;
  title: string;
  updatedAt: string;
  version: number;
}
/**
 * ``department_id`` belongs to the scope ``department`` and to no other.
 */
export interface QuickReplyBody {
  departmentId?: string | null;
  language?: Language | null;
  /**
   * Whom a quick reply is for.
   */
  scope?: "workspace" | "department" | "personal";
  shortcut: string;
  text: string;
  title: string;
}
export interface QuickReplyPage {
  items: QuickReply[];
  nextCursor?: string | null;
}
/**
 * ``language`` given as null: for all languages.
 */
export interface QuickReplyPatch {
  departmentId?: string | null;
  language?: Language | null;
  scope?: QuickReplyScope | null;
  shortcut?: string | null;
  text?: string | null;
  title?: string | null;
}
/**
 * ``score`` from 1 to 5.
 */
export interface RatingBody {
  comment?: string | null;
  score: number;
}
/**
 * A channel on which a contact can be written to.
 *
 * ``address`` is where, as far as it is known; ``asksAddress``: another one may be typed.
 * ``windowOpen``: free text can be sent now, else a template only. ``openConversationId``: an
 * unresolved one in his thread there, which is to be used.
 */
export interface Reachable {
  address?: string | null;
  asksAddress: boolean;
  channelId: string;
  channelKind: string;
  channelName: string;
  identityId?: string | null;
  openConversationId?: string | null;
  windowExpiresAt?: string | null;
  windowOpen: boolean;
}
export interface ReachableChannels {
  items: Reachable[];
}
/**
 * ``number``: the newest message that has been read; absent means all.
 */
export interface ReadBody {
  number?: number | null;
}
/**
 * One of the three. ``up_to``: this one and all that are older.
 */
export interface ReadNotificationsBody {
  all?: boolean | null;
  ids?: string[] | null;
  upTo?: string | null;
}
export interface Ready {
  cursor: string;
}
/**
 * Numbers of the newest agent message that has been received, and read.
 */
export interface ReceiptsBody {
  delivered?: number | null;
  read?: number | null;
}
/**
 * Every error answer: ``error`` for programs, ``detail`` for people, ``fields`` by field.
 */
export interface Refusal {
  detail: string;
  error: string;
  fields?: {
    [k: string]: string;
  } | null;
  [k: string]: unknown;
}
/**
 * What became of a thing that was to be deleted: one in use is archived instead.
 */
export interface Removed {
  archived: boolean;
  id: string;
}
/**
 * What an answer by mail goes out with unless the agent says otherwise.
 *
 * ``cc``: who had the last mail besides its writer, that is Reply all. ``known``: of all these the
 * addresses that have written or been written to before in this conversation. ``signature`` is
 * html, its variables filled in. ``max_total``: bytes of all files together.
 */
export interface ReplyMail {
  cc: string[];
  fromAddress?: string | null;
  fromName: string;
  known: string[];
  maxTotal: number;
  quotedId?: string | null;
  signature?: string | null;
  subject: string;
  to: string[];
}
export interface ResetBody {
  password: string;
  token: string;
}
export interface ResetShown {
  email: string;
  workspace: string;
}
export interface ResolveBody {
  cause?: ResolveCause | null;
  note?: string | null;
}
/**
 * Of the caller's expired ones. ``channelId``: of these channels alone; ``includeUnassigned``: also
 * those that wait in a queue, for supervisors and admins.
 */
export interface ResolveExpiredBody {
  /**
   * @maxItems 50
   */
  channelId?: string[];
  includeUnassigned?: boolean;
}
export interface Resync {
  cursor: string;
}
export interface Retried {
  understood: boolean;
}
/**
 * To be copied by hand. Reading it is written down.
 */
export interface SecretLink {
  expiresAt: string;
  url: string;
}
/**
 * ``token`` continues an earlier visit; without it a new visitor begins.
 */
export interface SessionBody {
  email?: string | null;
  fields?: {
    [k: string]: unknown;
  } | null;
  identityToken?: string | null;
  language?: Language | null;
  name?: string | null;
  phone?: string | null;
  resumeToken?: string | null;
  token?: string | null;
}
/**
 * ``loopback``: the public address works on this machine alone: for no other site, in no mail.
 */
export interface Setup {
  hidden: boolean;
  loopback: boolean;
  publicUrl: string;
  steps: SetupState[];
}
/**
 * ``count``: how many there are of what the step is about. The rest is of the steps of a channel.
 */
export interface SetupState {
  channelId?: string | null;
  channelName?: string | null;
  count?: number | null;
  done: boolean;
  seenAt?: string | null;
  seenOn?: string | null;
  step: SetupStep;
}
/**
 * ``confirmed``: steps that are right as they are, without a change.
 */
export interface SetupPatch {
  confirmed?: SetupStep[] | null;
  hidden?: boolean | null;
}
/**
 * Below the mails of its owner: a member's stands before a department's, that before a channel's.
 */
export interface Signature {
  html: string;
  ownerId: string;
  scope: SignatureScope;
  updatedAt: string;
}
/**
 * Blank ``html`` takes the signature away. ``{{agent.name}}`` and its like are filled in.
 */
export interface SignatureBody {
  html: string;
}
export interface SignaturePage {
  items: Signature[];
  nextCursor?: string | null;
}
export interface SignedIn {
  member: Member;
  token: string;
}
/**
 * One of the places where a member is signed in.
 */
export interface SignedInPlace {
  address: string;
  createdAt: string;
  current: boolean;
  device: string;
  id: string;
  lastSeenAt: string;
}
export interface SignedInPlacePage {
  items: SignedInPlace[];
  nextCursor?: string | null;
}
export interface SignInBody {
  email: string;
  password: string;
}
/**
 * ``until`` lies ahead, a year at most; null ends the rest at once.
 */
export interface SnoozeBody {
  until: string | null;
}
/**
 * What an admin should know before he deactivates a member.
 */
export interface Standing {
  openConversations: number;
}
/**
 * With a contact, an address as typed, or both: then the address becomes his.
 *
 * Text, template, files or the head of a mail are its first message; without any of them it
 * is opened for writing. ``subject`` names a mail's thread.
 */
export interface StartBody {
  address?: string | null;
  attachmentIds?: string[];
  channelId: string;
  clientId: string;
  contactId?: string | null;
  email?: MailHead | null;
  subject?: string | null;
  template?: TemplateBody | null;
  text?: string | null;
}
/**
 * ``has_link``: it holds a link that still opens something and that admins may be given.
 */
export interface SystemMail {
  attempts: number;
  createdAt: string;
  error?: string | null;
  hasLink: boolean;
  id: string;
  kind: MailKind;
  nextTryAt?: string | null;
  sentAt?: string | null;
  state: MailState;
  subject: string;
  to: string;
  trouble?: MailTrouble | null;
}
export interface SystemMailPage {
  items: SystemMail[];
  nextCursor?: string | null;
}
/**
 * One of them with its words, the link left out.
 */
export interface SystemMailText {
  attempts: number;
  createdAt: string;
  error?: string | null;
  hasLink: boolean;
  id: string;
  kind: MailKind;
  nextTryAt?: string | null;
  sentAt?: string | null;
  state: MailState;
  subject: string;
  text: string;
  to: string;
  trouble?: MailTrouble | null;
}
export interface Thrown {
  id: string;
}
/**
 * To a member, to a department's queue, or to a member within a department that is his.
 *
 * ``note`` stays in the thread as a private note.
 */
export interface TransferBody {
  departmentId?: string | null;
  memberId?: string | null;
  note?: string | null;
}
/**
 * ``conversation_id``: of whom it goes to; none for a mailbox.
 */
export interface TrialBody {
  conversationId?: string | null;
}
/**
 * ``author`` is absent for the visitor's own eyes; staff see the name.
 */
export interface Typing {
  author: EventActor;
  conversationId: string;
  kind: string;
  on: boolean;
}
/**
 * What a client sends up while somebody writes. Visitors leave out ``conversationId``.
 */
export interface TypingSignal {
  conversationId?: string | null;
  kind?: string;
  on: boolean;
}
export interface UnmergeBody {
  mergeId: string;
}
export interface UnreadFigure {
  unread: number;
}
/**
 * Members who have the conversation open, over all processes, the hearer among them.
 */
export interface Viewers {
  conversationId: string;
  viewers: NamedMember[];
}
export interface ViewSignal {
  conversationId: string;
}
export interface VisitorAuthor {
  kind: AuthorKind;
  name?: string | null;
}
export interface VisitorHandshake {
  channelId: string;
  since?: string | null;
  token: string;
}
export interface VisitorMessage {
  at: string;
  attachments: Attachment[];
  author: VisitorAuthor;
  clientId?: string | null;
  conversationId: string;
  direction: Direction;
  id: string;
  kind: MessageKind;
  number: number;
  status: MessageStatus;
  text: string;
  version: number;
}
export interface VisitorMessagePage {
  items: VisitorMessage[];
  nextCursor?: string | null;
}
/**
 * ``known``: it can be blocked. ``others``: so many more visitors wrote from it within 24 hours.
 */
export interface VisitorNetwork {
  blockedUntil?: string | null;
  known: boolean;
  others?: number;
}
/**
 * What the sign-in page may know.
 */
export interface Workspace {
  defaultLanguage: Language;
  languages: Language[];
  name: string;
  timeZone: string;
  version: number;
}
/**
 * What is given changes. ``version``: what one has seen; who changed the same meanwhile wins.
 */
export interface WorkspacePatch {
  autoAwayAfter?: number | null;
  autoResolveAfter?: number | null;
  backOnActivity?: boolean | null;
  capacity?: number | null;
  closedNotice?: boolean | null;
  closedTexts?: {
    [k: string]: string;
  } | null;
  countryCode?: string | null;
  defaultLanguage?: Language | null;
  forcedCapacity?: number | null;
  holidays?: Holiday[] | null;
  hours?: Hours | null;
  labelRequired?: boolean | null;
  leftAfter?: number | null;
  leftResolveAfter?: number | null;
  name?: string | null;
  offlineAfter?: number | null;
  offlineGrace?: number | null;
  offlineRule?: OfflineRule | null;
  quietAfter?: number | null;
  reopenMailWithin?: number | null;
  reopenWithin?: number | null;
  restoresAway?: boolean | null;
  silentAfter?: number | null;
  timeZone?: string | null;
  unansweredAfter?: number | null;
  version?: number | null;
}
/**
 * All that an admin sets for the whole house.
 *
 * ``closedTexts``: what a customer is told who begins outside the hours, the usual words where the
 * house has none of its own; ``{opening}`` stands for when it opens next.
 */
export interface WorkspaceSettings {
  autoAwayAfter: number;
  autoResolveAfter: number;
  backOnActivity: boolean;
  capacity: number;
  closedNotice: boolean;
  closedTexts: {
    [k: string]: string;
  };
  countryCode: string;
  defaultLanguage: Language;
  forcedCapacity: number;
  holidays: Holiday[];
  hours: Hours;
  labelRequired: boolean;
  leftAfter: number;
  leftResolveAfter: number;
  name: string;
  offlineAfter: number;
  offlineGrace: number;
  offlineRule: OfflineRule;
  quietAfter: number;
  reopenMailWithin: number;
  reopenWithin: number;
  restoresAway: boolean;
  silentAfter: number;
  timeZone: string;
  unansweredAfter: number;
  version: number;
}
