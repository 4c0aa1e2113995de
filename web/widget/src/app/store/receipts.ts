import type { ChatApi } from "../api";
import { currentConversation } from "./merge";
import type { State, Store } from "./state";

/**
 * Tells the hub how far the visitor has received and read the staff's messages of the present
 * conversation. Numbers only grow; what the hub already knows is not told again.
 */
export class Receipts {
  private told = { id: "", delivered: 0, read: 0 };
  private busy = false;

  constructor(
    private readonly store: Store,
    private readonly api: Pick<ChatApi, "receipts">,
    /** The end of the thread is before the visitor's eyes. */
    private readonly looking: () => boolean,
  ) {}

  async update(): Promise<void> {
    const due = this.due(this.store.get());
    if (!due || this.busy) return;
    this.busy = true;
    const before = this.told;
    this.told = due;
    try {
      const body = { delivered: due.delivered || undefined, read: due.read || undefined };
      await this.api.receipts(body);
    } catch {
      // Told again with the next message, or when the line is back.
      this.told = before;
      this.busy = false;
      return;
    }
    this.busy = false;
    await this.update();
  }

  private due(state: State): Receipts["told"] | null {
    const conversation = currentConversation(state);
    if (!conversation) return null;
    let newest = 0;
    for (const message of state.messages.values()) {
      const theirs = message.direction === "outbound" && message.conversationId === conversation.id;
      if (theirs && message.number > newest) newest = message.number;
    }
    const told = this.told.id === conversation.id ? this.told : { delivered: 0, read: 0 };
    const deliveredBefore = Math.max(told.delivered, conversation.receivedNumber);
    const readBefore = Math.max(told.read, conversation.readNumber);
    const delivered = Math.max(newest, deliveredBefore);
    const read = this.looking() ? Math.max(newest, readBefore) : readBefore;
    if (delivered === deliveredBefore && read === readBefore) return null;
    return { id: conversation.id, delivered, read };
  }
}
