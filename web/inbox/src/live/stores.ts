import type { Agent, Contact, Conversation, Draft, Message } from "../../../contract/types";
import { Snapshots } from "../../../live/snapshots";
import { Threads } from "../../../live/threads";

/** What the hub has told us, the newest of each. */
export const conversations = new Snapshots<Conversation>();
export const contacts = new Snapshots<Contact>();
export const drafts = new Snapshots<Draft>();
export const agents = new Snapshots<Agent>();
export const threads = new Threads<Message>();
