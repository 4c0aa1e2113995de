import { useQuery } from "@tanstack/react-query";
import type { Channel, Conversation } from "../../../contract/types";
import { getChannels } from "../api/calls";

/** The channel of a chat, with what a message on it may hold; absent until it has been read. */
export function useChannel(chat: Conversation): Channel | undefined {
  const { data } = useQuery({
    queryKey: ["channels"],
    queryFn: ({ signal }) => getChannels(signal),
    staleTime: 60_000,
  });
  return data?.items.find((each) => each.id === chat.channelId);
}
