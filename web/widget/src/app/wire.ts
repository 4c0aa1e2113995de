/** The shapes of the widget's own surface, from the one generated contract, by the names used here. */
import type {
  ChatChannel,
  ChatMessageBody,
  ChatSession,
  ChatTopic,
  VisitorConversation,
  VisitorMessage,
} from "../../../contract/types";

export type {
  Attachment,
  Language,
  Limits,
  Place,
  RatingBody,
  ReceiptsBody,
  SessionBody,
  Visitor,
} from "../../../contract/types";

export type Channel = ChatChannel;
export type Topic = ChatTopic;
export type Session = ChatSession;
export type Conversation = VisitorConversation;
export type Message = VisitorMessage;
export type MessageBody = ChatMessageBody;

export interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}

/** An event as a visitor gets it: his own conversation and its messages, nothing else. */
export interface EventEnvelope {
  id: string;
  type: string;
  at: string;
  cursor: string;
  actor: { kind: string; name?: string | null };
  object: { kind: string; id: string; version: number };
  data: { conversation?: Conversation; message?: Message; gone?: boolean };
}
