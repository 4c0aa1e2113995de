import { useQuery } from "@tanstack/react-query";
import type { Channel, Conversation } from "../../../contract/types";
import { getChannels } from "../api/calls";
import { isOurs } from "../ui/channels";

/** The channel of a chat, with what a message on it may hold; absent until it has been read. */
export function useChannel(chat: Conversation): Channel | undefined {
  const { data } = useQuery({
    queryKey: ["channels"],
    queryFn: ({ signal }) => getChannels(signal),
    staleTime: 60_000,
  });
  return data?.items.find((each) => each.id === chat.channelId);
}

/** Nothing goes out on it until an admin switches it on again; of our own the visitor only sees nothing. */
export const isOff = (chat: Conversation, channel: Channel | undefined): boolean =>
  channel?.enabled === false && !isOurs(chat.channelKind);
