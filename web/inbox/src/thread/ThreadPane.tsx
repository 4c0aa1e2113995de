import { ApiError } from "../api/http";
import { useConversation } from "../live/hooks";
import { useTexts } from "../texts/i18n";
import { Broken } from "../ui/Broken";
import { Empty } from "../ui/Empty";
import { BubbleSkeletons } from "../ui/Skeletons";
import { GoneThread } from "./GoneThread";
import { OpenThread } from "./OpenThread";
import { useChat } from "./useThread";
import "../texts/chat";
import "./thread.css";
import "./bubbles.css";

/** The middle pane: one conversation, or a word on how to open one. */
export default function ThreadPane({ chatId }: { chatId: string | null }) {
  const { t } = useTexts();
  return (
    <main
      className="thread"
      id="thread"
      aria-label={t("thread.title")}
      data-pane="thread"
      tabIndex={-1}
    >
      {chatId ? (
        <Chosen chatId={chatId} />
      ) : (
        <Empty icon="messages" title={t("thread.none")} lead={t("thread.none.lead")} />
      )}
    </main>
  );
}

function Chosen({ chatId }: { chatId: string }) {
  const { t } = useTexts();
  const chat = useConversation(chatId);
  const query = useChat(chatId);
  if (chat) return <OpenThread chat={chat} />;
  const lost = query.isSuccess || (query.error instanceof ApiError && query.error.status < 500);
  if (lost) return <GoneThread key={chatId} chatId={chatId} />;
  if (query.isError) {
    return (
      <Broken
        title={t("thread.error")}
        lead={t("thread.error.lead")}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <>
      <div className="hd" />
      <BubbleSkeletons />
    </>
  );
}
