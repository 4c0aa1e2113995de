import { useCallback, useSyncExternalStore } from "react";
import type { Agent, Contact, Conversation, Message } from "../../../contract/types";
import type { LiveStatus } from "../../../live/session";
import { isFilled } from "../composer/drafts";
import { session } from "./live";
import { agents, contacts, conversations, drafts, threads } from "./stores";

export const useLiveStatus = (): LiveStatus =>
  useSyncExternalStore(session.subscribe, session.getStatus);

export function useConversation(id: string | null): Conversation | undefined {
  return useSyncExternalStore(conversations.subscribe, () =>
    id ? conversations.get(id) : undefined,
  );
}

export const useContact = (id: string): Contact | undefined =>
  useSyncExternalStore(contacts.subscribe, () => contacts.get(id));

export const useAgents = (): readonly Agent[] => useSyncExternalStore(agents.subscribe, agents.all);

/** Whether something has been begun in this conversation and not sent. */
export const useHasDraft = (conversationId: string): boolean =>
  useSyncExternalStore(drafts.subscribe, () =>
    drafts.all().some((each) => each.conversationId === conversationId && isFilled(each)),
  );

export const useAllConversations = (): readonly Conversation[] =>
  useSyncExternalStore(conversations.subscribe, conversations.all);

export function useMessages(conversationId: string): readonly Message[] {
  const subscribe = useCallback(
    (listener: () => void) => threads.watch(conversationId).subscribe(listener),
    [conversationId],
  );
  return useSyncExternalStore(subscribe, () => threads.rows(conversationId));
}

function online(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

export const useOnline = (): boolean => useSyncExternalStore(online, () => navigator.onLine);
