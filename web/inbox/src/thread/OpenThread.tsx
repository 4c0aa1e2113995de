import { useEffect, useState } from "react";
import type { Conversation } from "../../../contract/types";
import { useNarrow } from "../app/useWide";
import { Composer } from "../composer/Composer";
import { LiveStrip } from "../list/LiveStrip";
import { session } from "../live/live";
import { useTexts } from "../texts/i18n";
import { Broken } from "../ui/Broken";
import { BubbleSkeletons } from "../ui/Skeletons";
import { Log } from "./Log";
import { ThreadHead } from "./ThreadHead";
import { useReadMark } from "./useReadMark";
import { useThread } from "./useThread";

/** A conversation that may be seen: its head, its log, and the place to write. */
export function OpenThread({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const thread = useThread(chat);
  /** Nothing beside it says how old it is. */
  const alone = useNarrow();
  const [atEnd, setAtEnd] = useState(true);
  useReadMark(chat, atEnd && thread.pages.isSuccess);
  useView(chat.id);
  return (
    <>
      <ThreadHead chat={chat} />
      {alone && <LiveStrip />}
      {thread.pages.isPending && <BubbleSkeletons />}
      {thread.pages.isError && thread.messages.length === 0 && (
        <Broken
          title={t("thread.error")}
          lead={t("thread.error.lead")}
          error={thread.pages.error}
          onRetry={() => void thread.pages.refetch()}
        />
      )}
      {!thread.pages.isPending && (thread.messages.length > 0 || thread.pages.isSuccess) && (
        <Log chat={chat} thread={thread} onAtEnd={setAtEnd} />
      )}
      <Composer key={chat.id} chat={chat} />
    </>
  );
}

/** Tells colleagues who is looking. */
function useView(conversationId: string): void {
  useEffect(() => {
    const tell = () => session.signal("view", { conversationId });
    tell();
    // A new connection knows nothing of what is open here.
    let before = session.getStatus().state;
    const stop = session.subscribe(() => {
      const { state } = session.getStatus();
      if (state === "live" && before !== "live") tell();
      before = state;
    });
    return () => {
      stop();
      session.signal("unview", { conversationId });
    };
  }, [conversationId]);
}
