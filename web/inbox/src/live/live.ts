import type { InfiniteData } from "@tanstack/react-query";
import type { Agent, Contact, Conversation, Draft, Message } from "../../../contract/types";
import type { LiveEvent } from "../../../live/link";
import { LiveSession } from "../../../live/session";
import { socketLink } from "../../../live/socket";
import { queryClient } from "../api/queryClient";
import { intend } from "../app/intents";
import { me } from "../app/me";
import { hearBellEvent, hearUnread } from "../notify/bell";
import { hearPresence } from "../presence/own";
import { noteDeparture } from "./departures";
import { hasWritten, hearSignal } from "./presence";
import { settle } from "./sending";
import { agents, contacts, conversations, drafts, threads } from "./stores";

const LIST_CHANGES = new Set([
  "conversation.created",
  "conversation.queued",
  "conversation.assigned",
  "conversation.transferred",
  "conversation.requeued",
  "conversation.resolved",
  "conversation.reopened",
  "conversation.snoozed",
  "conversation.moved",
]);
/** What an event about one of these makes old. */
const OLD_BY: Record<string, string[]> = {
  member: ["members"],
  department: ["departments"],
  invitation: ["invitations"],
  label: ["labels"],
  label_category: ["labelCategories"],
  quick_reply: ["quickReplies"],
  away_reason: ["away-reasons"],
  contact_field: ["contactFields"],
  channel: [
    "channels",
    "setup",
    "channel-check",
    "channel-trial",
    "channel-offers",
    "channel-import",
  ],
};
const COUNT_AGAIN_AFTER = 1_500;
const SUGGESTED_AFTER = 8_000;

let counting: ReturnType<typeof setTimeout> | null = null;

function countSoon(): void {
  if (counting !== null) return;
  counting = setTimeout(() => {
    counting = null;
    void queryClient.invalidateQueries({ queryKey: ["counts"] });
  }, COUNT_AGAIN_AFTER);
}

let importing: ReturnType<typeof setTimeout> | null = null;

/** Mails of the past are filed by the hundred: how far it has come is asked for once in a while. */
function lookAtImportSoon(): void {
  if (importing !== null) return;
  importing = setTimeout(() => {
    importing = null;
    void queryClient.invalidateQueries({ queryKey: ["channel-import"] });
  }, COUNT_AGAIN_AFTER);
}

let listing: ReturnType<typeof setTimeout> | null = null;
let suggesting: ReturnType<typeof setTimeout> | undefined;

/**
 * What of contacts is on screen is asked for again; mostly what follows from the event is known by then.
 * Who may be the same person is found out after it, of which no event tells: that is looked at once more.
 */
function listContactsSoon(): void {
  clearTimeout(suggesting);
  suggesting = setTimeout(() => {
    void queryClient.invalidateQueries({ queryKey: ["mergeSuggestions"] });
  }, SUGGESTED_AFTER);
  if (listing !== null) return;
  listing = setTimeout(() => {
    listing = null;
    for (const key of ["contactList", "identities", "contactChats", "merges", "mergeSuggestions"])
      void queryClient.invalidateQueries({ queryKey: [key] });
  }, COUNT_AGAIN_AFTER);
}

/** Also what is on its way for the first time: it may have been read before the event. */
function askAgain(...queryKey: string[]): void {
  void queryClient
    .cancelQueries({ queryKey, predicate: ({ state }) => state.data === undefined })
    .then(() => queryClient.invalidateQueries({ queryKey }));
}

/** Of somebody who was erased nothing stays on any screen: what was said is asked for again. */
function forgetPerson(contactId: string): void {
  for (const { id, contact } of conversations.all()) {
    if (contact.id !== contactId) continue;
    threads.watch(id).forget(() => true);
    askAgain("messages", id);
  }
}

export function takeEvent(event: LiveEvent): void {
  const { conversation, message, contact, agent, draft, gone } = event.data as {
    conversation?: Conversation;
    contact?: Contact;
    agent?: Agent;
    draft?: Draft;
    message?: Message;
    gone?: boolean;
  };
  noteDeparture(event, conversations.get(event.object.id), conversation);
  if (gone && event.object.kind === "conversation") {
    conversations.drop(event.object.id, event.object.version);
  }
  if (conversation) conversations.take(conversation);
  if (conversation?.resolveCause === "imported") lookAtImportSoon();
  if (message) {
    threads.take(message);
    const { author } = message;
    hasWritten(message.conversationId, author.kind === "customer" ? author.kind : author.id);
    if (message.clientId) settle(message.clientId);
  }
  if (gone && event.object.kind === "message") {
    const { id, version } = event.object;
    const was = threads.drop(id, version);
    if (event.type === "message.undone" && event.actor.id === me().id)
      intend("message.undone", { id, conversationId: was?.conversationId ?? null });
  }
  if (LIST_CHANGES.has(event.type)) {
    countSoon();
    const contactId = conversation?.contact.id;
    if (contactId) void queryClient.invalidateQueries({ queryKey: ["contactChats", contactId] });
    void queryClient.invalidateQueries({ queryKey: ["history", event.object.id] });
  }
  if (event.type === "conversation.rated" && conversation) {
    const { id } = conversation.contact;
    void queryClient.invalidateQueries({ queryKey: ["contactChats", id] });
  }
  if (event.type === "conversation.updated" || event.type === "conversation.rated") {
    void queryClient.invalidateQueries({ queryKey: ["history", event.object.id] });
  }
  if (contact) contacts.take(contact);
  if (event.type === "contact.erased") forgetPerson(event.object.id);
  if (event.object.kind === "contact") {
    if (gone) contacts.drop(event.object.id, event.object.version);
    listContactsSoon();
  }
  if (agent) agents.take(agent);
  if (gone && event.object.kind === "agent") agents.drop(event.object.id, event.object.version);
  hearPresence(event);
  if (draft) {
    drafts.take(draft);
    intend("draft.saved", draft);
  }
  for (const key of OLD_BY[event.object.kind] ?? []) askAgain(key);
  if (event.type === "settings.changed") {
    for (const key of ["workspace", "departments", "channels", "setup"])
      void queryClient.invalidateQueries({ queryKey: [key] });
  }
  // Who came into sight is in no list yet.
  if (event.type === "agent.updated") void queryClient.invalidateQueries({ queryKey: ["agents"] });
  hearBellEvent(event);
  if (event.type === "member.access_changed")
    void queryClient.invalidateQueries({ queryKey: ["me"] });
}

/** Loads anew what is on screen, and lets go of what the hub no longer shows us. */
export async function reload(): Promise<void> {
  const generation = conversations.mark();
  // Of a long thread the newest page is enough: the older ones come again by scrolling.
  queryClient.setQueriesData<InfiniteData<unknown>>({ queryKey: ["messages"] }, (data) =>
    data ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) } : data,
  );
  await queryClient.invalidateQueries();
  const failed = queryClient
    .getQueryCache()
    .findAll({ type: "active" })
    .some((q) => q.state.error);
  if (failed) throw new Error("not everything could be read");
  conversations.sweep(generation);
}

export const session = new LiveSession(socketLink({ namespace: "/agent" }), {
  onEvent: takeEvent,
  onSignal: (signal) => {
    hearUnread(signal);
    if (signal.name === "agent.load_changed") agents.take(signal.body as unknown as Agent);
    hearSignal(signal);
  },
  reload,
});
