// Made from the hub's OpenAPI and AsyncAPI files by scripts/contract.mjs. Do not edit.

/**
 * Who made something happen, as the journal names him.
 */
export type ActorKind = "admin" | "supervisor" | "agent" | "customer" | "bot" | "system";
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
export type AttachmentKind = "image" | "audio" | "video" | "document";
export type AuthorKind = "customer" | "agent" | "bot" | "system";
export type Language = "id" | "en";
export type ConversationState = "bot" | "queued" | "handled" | "resolved";
export type ConversationType = "inbox" | "outbox";
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
  | "bot_timeout";
export type WaitingFor = "us" | "customer";
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
export type Role = "admin" | "supervisor" | "agent";
export type MemberState = "active" | "deactivated";
export type Visibility = "public" | "internal";
export type MessageStatus =
  "received" | "pending" | "sending" | "sent" | "delivered" | "read" | "failed" | "unknown";

export interface Contract {
  ActorKind?: ActorKind;
  AgentFace?: AgentFace;
  Appearance?: Appearance;
  AssignmentCause?: AssignmentCause;
  Attachment?: Attachment;
  AttachmentKind?: AttachmentKind;
  Author?: Author;
  AuthorKind?: AuthorKind;
  ChatChannel?: ChatChannel;
  ChatMessageBody?: ChatMessageBody;
  ChatSession?: ChatSession;
  Conversation?: Conversation;
  ConversationState?: ConversationState;
  ConversationType?: ConversationType;
  Counts?: Counts;
  Department?: Department;
  Direction?: Direction;
  EventActor?: EventActor;
  EventEnvelope?: EventEnvelope;
  EventObject?: EventObject;
  Heartbeat?: Heartbeat;
  HistoryRow?: HistoryRow;
  Language?: Language;
  LastMessage?: LastMessage;
  Limits?: Limits;
  Member?: Member;
  MemberBody?: MemberBody;
  MemberPatch?: MemberPatch;
  MemberState?: MemberState;
  MePatch?: MePatch;
  Message?: Message;
  MessageBody?: MessageBody;
  MessageKind?: MessageKind;
  MessageStatus?: MessageStatus;
  NamedContact?: NamedContact;
  NamedMember?: NamedMember;
  Place?: Place;
  Priority?: Priority;
  ReadBody?: ReadBody;
  Ready?: Ready;
  ReceiptsBody?: ReceiptsBody;
  Refusal?: Refusal;
  ResolveBody?: ResolveBody;
  ResolveCause?: ResolveCause;
  ResolvedBy?: ResolvedBy;
  Resync?: Resync;
  Role?: Role;
  SessionBody?: SessionBody;
  SignedIn?: SignedIn;
  SignedInPlace?: SignedInPlace;
  SignInBody?: SignInBody;
  Typing?: Typing;
  Visibility?: Visibility;
  Visitor?: Visitor;
  VisitorAuthor?: VisitorAuthor;
  VisitorConversation?: VisitorConversation;
  VisitorMessage?: VisitorMessage;
  WaitingFor?: WaitingFor;
  Workspace?: Workspace;
}
/**
 * What a customer sees of an agent: first name, no address.
 */
export interface AgentFace {
  name: string;
}
/**
 * How the widget looks and speaks. Colours as #RRGGBB.
 */
export interface Appearance {
  brandColor: string;
  brandText: string;
  welcome: {
    [k: string]: string;
  };
  askName: boolean;
  askEmail: boolean;
}
/**
 * ``size`` in bytes; ``url`` is good for the caller: a cookie or bearer checks it again.
 */
export interface Attachment {
  id: string;
  kind: AttachmentKind;
  name: string;
  mime: string;
  size: number;
  width?: number | null;
  height?: number | null;
  url: string;
}
export interface Author {
  kind: AuthorKind;
  id?: string | null;
  name?: string | null;
}
export interface ChatChannel {
  id: string;
  name: string;
  appearance: Appearance;
  languages: Language[];
  defaultLanguage: Language;
  usualAnswerSeconds?: number | null;
  limits: Limits;
}
/**
 * Told before sending. ``max_file`` in bytes.
 */
export interface Limits {
  maxText: number;
  maxFiles: number;
  maxFile: number;
  mimes: string[];
}
export interface ChatMessageBody {
  clientId: string;
  text?: string | null;
  attachmentIds?: string[];
}
export interface ChatSession {
  token: string;
  visitor: Visitor;
  conversation?: VisitorConversation | null;
  channel: ChatChannel;
}
export interface Visitor {
  id: string;
  name?: string | null;
  email?: string | null;
}
/**
 * A conversation as its own visitor may see it.
 */
export interface VisitorConversation {
  id: string;
  state: ConversationState;
  agent?: AgentFace | null;
  departmentName?: string | null;
  startedAt: string;
  assignedAt?: string | null;
  resolvedAt?: string | null;
  lastNumber: number;
  receivedNumber: number;
  readNumber: number;
  staffReadNumber: number;
  unread: number;
  version: number;
}
/**
 * ``unread`` counts customer messages after the last one staff have read.
 */
export interface Conversation {
  id: string;
  number: number;
  state: ConversationState;
  type: ConversationType;
  priority: Priority;
  subject?: string | null;
  channelId: string;
  channelKind: string;
  channelName?: string | null;
  address: string;
  departmentId: string;
  departmentName?: string | null;
  contact: NamedContact;
  assignee?: NamedMember | null;
  lastHandlingAgent?: NamedMember | null;
  assignmentCause?: AssignmentCause | null;
  labels?: string[];
  startedAt: string;
  queuedAt?: string | null;
  assignedAt?: string | null;
  firstAssignedAt?: string | null;
  answeredAt?: string | null;
  resolvedAt?: string | null;
  resolvedBy?: ResolvedBy | null;
  resolveCause?: ResolveCause | null;
  reopenCount: number;
  dueAt?: string | null;
  targetMissed?: boolean;
  waitingFor: WaitingFor;
  waitingSince?: string | null;
  snoozedUntil?: string | null;
  windowExpiresAt?: string | null;
  expired?: boolean;
  unanswered: boolean;
  left?: boolean;
  unread: number;
  lastNumber: number;
  lastMessage?: LastMessage | null;
  lastActivityAt: string;
  version: number;
}
export interface NamedContact {
  id: string;
  name: string;
}
export interface NamedMember {
  id: string;
  name: string;
}
export interface ResolvedBy {
  kind: ActorKind;
  id?: string | null;
  name?: string | null;
}
/**
 * ``text`` is cut to 200 characters; ``attachments`` counts files.
 */
export interface LastMessage {
  number: number;
  direction: Direction;
  authorKind: AuthorKind;
  authorName?: string | null;
  kind: MessageKind;
  text: string;
  attachments: number;
  at: string;
}
/**
 * How many conversations stand in the lists of the caller.
 */
export interface Counts {
  mine: number;
  queued: number;
  handled: number;
  unanswered: number;
  all: number;
}
export interface Department {
  id: string;
  name: string;
  isDefault: boolean;
  version: number;
}
export interface EventActor {
  kind: ActorKind;
  id?: string | null;
  name?: string | null;
}
/**
 * ``data`` holds whole snapshots by kind, or ``{gone: true}`` when the object was lost.
 */
export interface EventEnvelope {
  id: string;
  type: string;
  at: string;
  cursor: string;
  actor: EventActor;
  object: EventObject;
  data: {
    [k: string]: unknown;
  };
}
export interface EventObject {
  kind: string;
  id: string;
  version: number;
}
export interface Heartbeat {
  cursor: string;
  at: string;
}
/**
 * One journal row of a conversation, for the thread's system lines and History tabs.
 */
export interface HistoryRow {
  id: string;
  type: string;
  at: string;
  actor: EventActor;
  object: EventObject;
  changes: {
    [k: string]: unknown;
  };
}
/**
 * A staff account as staff see it.
 */
export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  state: MemberState;
  departmentIds: string[];
  supervisedIds: string[];
  language?: Language | null;
  version: number;
}
/**
 * A new member. The password is set by himself later, unless given here.
 */
export interface MemberBody {
  email: string;
  name: string;
  role: Role;
  departmentIds?: string[];
  supervisedIds?: string[];
  password?: string | null;
}
export interface MemberPatch {
  name?: string | null;
  role?: Role | null;
  state?: MemberState | null;
  departmentIds?: string[] | null;
  supervisedIds?: string[] | null;
}
export interface MePatch {
  name?: string | null;
  language?: Language | null;
}
/**
 * ``number`` orders a conversation's messages, from 1. ``status`` only moves forward.
 */
export interface Message {
  id: string;
  conversationId: string;
  number: number;
  direction: Direction;
  visibility: Visibility;
  mentions?: string[];
  author: Author;
  kind: MessageKind;
  text: string;
  attachments: Attachment[];
  status: MessageStatus;
  error?: string | null;
  replyTo?: string | null;
  clientId?: string | null;
  at: string;
  version: number;
}
/**
 * What staff write. Text, files or both.
 */
export interface MessageBody {
  clientId: string;
  text?: string | null;
  attachmentIds?: string[];
  replyTo?: string | null;
  visibility?: "public" | "internal";
  mentions?: string[];
}
/**
 * ``position`` from 1; absent past 50. ``estimate_seconds`` when there is ground for one.
 */
export interface Place {
  conversationId: string;
  position?: number | null;
  estimateSeconds?: number | null;
}
/**
 * ``number``: the newest message that has been read; absent means all.
 */
export interface ReadBody {
  number?: number | null;
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
  error: string;
  detail: string;
  fields?: {
    [k: string]: string;
  } | null;
  [k: string]: unknown;
}
export interface ResolveBody {
  cause?: ResolveCause | null;
  note?: string | null;
}
export interface Resync {
  cursor: string;
}
/**
 * ``token`` continues an earlier visit; without it a new visitor begins.
 */
export interface SessionBody {
  token?: string | null;
  name?: string | null;
  email?: string | null;
  phone?: string | null;
  fields?: {
    [k: string]: unknown;
  } | null;
  identityToken?: string | null;
  resumeToken?: string | null;
  language?: Language | null;
}
export interface SignedIn {
  token: string;
  member: Member;
}
/**
 * One of the places where a member is signed in.
 */
export interface SignedInPlace {
  id: string;
  device: string;
  address: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}
export interface SignInBody {
  email: string;
  password: string;
}
/**
 * ``author`` is absent for the visitor's own eyes; staff see the name.
 */
export interface Typing {
  conversationId: string;
  on: boolean;
  kind: string;
  author: EventActor;
}
export interface VisitorAuthor {
  kind: AuthorKind;
  name?: string | null;
}
export interface VisitorMessage {
  id: string;
  conversationId: string;
  number: number;
  direction: Direction;
  author: VisitorAuthor;
  kind: MessageKind;
  text: string;
  attachments: Attachment[];
  status: MessageStatus;
  clientId?: string | null;
  at: string;
  version: number;
}
/**
 * What the sign-in page may know.
 */
export interface Workspace {
  name: string;
  defaultLanguage: Language;
  languages: Language[];
  timeZone: string;
}
