/** Shapes of the widget's own surface (models/wire/chat.py), as far as the app reads them. */

export type Language = "en" | "id";

export interface Visitor {
  id: string;
  name?: string | null;
  email?: string | null;
}

/** A conversation as its own visitor may see it. Numbers are those of messages. */
export interface Conversation {
  id: string;
  state: "bot" | "queued" | "handled" | "resolved";
  agent?: { name: string } | null;
  departmentName?: string | null;
  startedAt: string;
  assignedAt?: string | null;
  resolvedAt?: string | null;
  receivedNumber: number;
  readNumber: number;
  staffReadNumber: number;
  version: number;
}

export interface Attachment {
  id: string;
  kind: "image" | "audio" | "video" | "document";
  name: string;
  mime: string;
  size: number;
  width?: number | null;
  height?: number | null;
  url: string;
}

export interface Message {
  id: string;
  conversationId: string;
  number: number;
  /** `inbound` is the visitor's own. */
  direction: "inbound" | "outbound";
  author: { kind: "customer" | "agent" | "bot" | "system"; name?: string | null };
  kind: string;
  text: string;
  attachments: Attachment[];
  status: string;
  clientId?: string | null;
  at: string;
  version: number;
}

/** `maxFile` in bytes. */
export interface Limits {
  maxText: number;
  maxFiles: number;
  maxFile: number;
  mimes: string[];
}

export interface Channel {
  id: string;
  name: string;
  appearance: {
    brandColor: string;
    brandText: string;
    welcome: Partial<Record<Language, string>>;
    askName: boolean;
    askEmail: boolean;
  };
  languages: Language[];
  defaultLanguage: Language;
  usualAnswerSeconds?: number | null;
  limits: Limits;
}

export interface Session {
  token: string;
  visitor: Visitor;
  conversation?: Conversation | null;
  channel: Channel;
}

export interface SessionBody {
  token?: string;
  name?: string;
  email?: string;
  phone?: string;
  language?: Language;
}

export interface MessageBody {
  clientId: string;
  text?: string;
  attachmentIds?: string[];
}

export interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}

/** `position` from 1, absent past 50. */
export interface Place {
  conversationId: string;
  position?: number | null;
  estimateSeconds?: number | null;
}

export interface EventEnvelope {
  id: string;
  type: string;
  at: string;
  cursor: string;
  actor: { kind: string; name?: string | null };
  object: { kind: string; id: string; version: number };
  data: { conversation?: Conversation; message?: Message; gone?: boolean };
}
