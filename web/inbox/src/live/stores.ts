import type { Conversation, Message } from "../../../contract/types";
import { Snapshots } from "../../../live/snapshots";
import { Threads } from "../../../live/threads";

/** What the hub has told us, the newest of each. */
export const conversations = new Snapshots<Conversation>();
export const threads = new Threads<Message>();
