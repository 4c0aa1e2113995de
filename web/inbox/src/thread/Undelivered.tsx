import { Suspense } from "react";
import type { Conversation, Message } from "../../../contract/types";
import { late } from "../app/late";
import { tellLost } from "../ui/Called";
import { Guard } from "../ui/Guard";

const UndeliveredLine = late(() => import("./UndeliveredLine"));

/** Below a message of ours that has not arrived; the sentences come with the first one. */
export function Undelivered({ message, chat }: { message: Message; chat: Conversation }) {
  const { status, error, errorCode } = message;
  const waits = status === "pending" && (error || errorCode);
  if (message.direction !== "outbound") return null;
  if (!waits && status !== "failed" && status !== "unknown") return null;
  return (
    <Guard instead={null} onFail={tellLost}>
      <Suspense fallback={null}>
        <UndeliveredLine message={message} chat={chat} />
      </Suspense>
    </Guard>
  );
}
