import type { ChatApi } from "../api";
import { mergeMessages } from "./merge";
import type { Store } from "./state";

/** Reads the thread: the newest page, and further back on demand. */
export class History {
  constructor(
    private readonly store: Store,
    private readonly api: Pick<ChatApi, "messages">,
  ) {}

  async newest(): Promise<void> {
    const page = await this.api.messages();
    this.store.set((state) => ({
      ...mergeMessages(state, page.items),
      loaded: true,
      // What was paged further back stays: only the first read sets where to go on.
      older: state.loaded ? state.older : { cursor: page.nextCursor ?? null, loading: false },
    }));
  }

  async older(): Promise<void> {
    const { cursor, loading } = this.store.get().older;
    if (!cursor || loading) return;
    this.store.set({ older: { cursor, loading: true } });
    try {
      const page = await this.api.messages(cursor);
      this.store.set((state) => ({
        ...mergeMessages(state, page.items),
        older: { cursor: page.nextCursor ?? null, loading: false },
      }));
    } catch {
      this.store.set({ older: { cursor, loading: false } });
    }
  }
}
