import { useEffect } from "react";
import { useAllConversations } from "../live/hooks";
import { isMine } from "./me";

/** "(3) Simpul": how many of my chats have something unread. */
export function useTitle(): void {
  const all = useAllConversations();
  const unread = all.filter((c) => c.unread > 0 && c.state === "handled" && isMine(c)).length;
  useEffect(() => {
    document.title = unread ? `(${unread}) Simpul` : "Simpul";
  }, [unread]);
}
