import type {
  Agent,
  Attachment,
  Block,
  BlockIdentityBody,
  Channel,
  ChannelTemplates,
  Contact,
  ContactBody,
  ContactConversations,
  ContactPatch,
  Conversation,
  ConversationList,
  Counts,
  Department,
  Draft,
  HistoryRow,
  Member,
  MePatch,
  Message,
  MessageBody,
  MoveBody,
  Priority,
  ReachableChannels,
  ResolveBody,
  SignedIn,
  StartBody,
  TransferBody,
  VisitorNetwork,
  Workspace,
} from "../../../contract/types";
import { type Looking, writeLooking } from "../app/looking";
import { call, csrfToken, parse, refusal, Unreachable } from "./http";

export interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}

export type Tab =
  | "mine"
  | "queued"
  | "all"
  | "unanswered"
  | "snoozed"
  | "mentions"
  | "expired"
  | "archive"
  | "spam"
  | "suspected";

const query = (values: Record<string, string | number | null | undefined>): string => {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return given.length ? `?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}` : "";
};

export const PAGE = 50;

export const signIn = (email: string, password: string) =>
  call<SignedIn>("/auth/sign-in", { method: "POST", body: { email, password } });
export const signOut = () => call<void>("/auth/sign-out", { method: "POST" });
export const getWorkspace = (signal?: AbortSignal) => call<Workspace>("/workspace", { signal });
export const getMe = (signal?: AbortSignal) => call<Member>("/me", { signal });
export const patchMe = (change: MePatch) => call<Member>("/me", { method: "PATCH", body: change });
export const getDepartments = (signal?: AbortSignal) =>
  call<Page<Department>>("/departments", { signal });
export const getCounts = (signal?: AbortSignal) => call<Counts>("/counts", { signal });

/** The first page's address is the one that boot.js has asked for already. */
export function getConversations(
  tab: Tab,
  looking: Looking,
  cursor: string | null,
  signal?: AbortSignal,
) {
  const values = new URLSearchParams({ tab, limit: String(PAGE) });
  writeLooking(values, looking);
  if (cursor) values.set("cursor", cursor);
  return call<ConversationList>(`/conversations?${values}`, { signal });
}
export const getChannels = (signal?: AbortSignal) => call<Page<Channel>>("/channels", { signal });
export const getTemplates = (channelId: string, signal?: AbortSignal) =>
  call<ChannelTemplates>(`/channels/${channelId}/templates`, { signal });
export const getConversation = (id: string, signal?: AbortSignal) =>
  call<Conversation>(`/conversations/${id}`, { signal });
export const getMessages = (id: string, cursor: string | null, signal?: AbortSignal) =>
  call<Page<Message>>(`/conversations/${id}/messages${query({ cursor, limit: PAGE })}`, { signal });
export const getHistory = (id: string, signal?: AbortSignal) =>
  call<Page<HistoryRow>>(`/conversations/${id}/events`, { signal });
export const getEarlier = (id: string, cursor: string | null, signal?: AbortSignal) =>
  call<Page<Conversation>>(`/conversations/${id}/earlier${query({ cursor, limit: 1 })}`, {
    signal,
  });

export const getContact = (id: string, signal?: AbortSignal) =>
  call<Contact>(`/contacts/${id}`, { signal });
export const postContact = (body: ContactBody) =>
  call<Contact>("/contacts", { method: "POST", body });
export const patchContact = (id: string, change: ContactPatch) =>
  call<Contact>(`/contacts/${id}`, { method: "PATCH", body: change });
export const getContactChats = (
  id: string,
  cursor: string | null,
  limit: number,
  signal?: AbortSignal,
) =>
  call<ContactConversations>(`/contacts/${id}/conversations${query({ cursor, limit })}`, {
    signal,
  });
export const getAgents = (signal?: AbortSignal) => call<Page<Agent>>("/agents", { signal });
export const getMembers = (signal?: AbortSignal) => call<Page<Member>>("/members", { signal });

export const postMessage = (id: string, body: MessageBody) =>
  call<Message>(`/conversations/${id}/messages`, { method: "POST", body });
/** What has failed, or may have arrived, once more. */
export const fetchFiles = (id: string) =>
  call<Message>(`/messages/${id}/fetch`, { method: "POST" });
export const retryMessage = (id: string) =>
  call<Message>(`/messages/${id}/retry`, { method: "POST", body: {} });
export const undoSend = (id: string) =>
  call<Draft>(`/messages/${id}/undo`, { method: "POST", body: {} });
const act = (id: string, name: string, body: object = {}) =>
  call<Conversation>(`/conversations/${id}/${name}`, { method: "POST", body });
export const claim = (id: string) => act(id, "claim");
export const assign = (id: string, memberId: string) => act(id, "assign", { memberId });
export const transfer = (id: string, body: TransferBody) => act(id, "transfer", body);
export const move = (id: string, body: MoveBody) => act(id, "move", body);
export const startConversation = (body: StartBody) =>
  call<Conversation>("/conversations", { method: "POST", body });
/** Where a contact can be written to; without one, where a typed address can. */
export const getReachable = (contactId: string | null, signal?: AbortSignal) =>
  call<ReachableChannels>(contactId ? `/contacts/${contactId}/reachable` : "/reachable", {
    signal,
  });
export const blockIdentity = (id: string, body: BlockIdentityBody) =>
  call<Block>(`/identities/${id}/block`, { method: "POST", body });
/** Whether the network of a visitor can be blocked with him, and whom that would meet. */
export const getVisitorNetwork = (identityId: string, signal?: AbortSignal) =>
  call<VisitorNetwork>(`/identities/${identityId}/network`, { signal });
export const unblockIdentity = (id: string) =>
  call<void>(`/identities/${id}/block`, { method: "DELETE" });
export const takeOver = (id: string) => act(id, "take-over");
export const requeue = (id: string) => act(id, "requeue");
export const snooze = (id: string, until: string | null) => act(id, "snooze", { until });
export const setPriority = (id: string, priority: Priority) =>
  call<Conversation>(`/conversations/${id}/priority`, { method: "PUT", body: { priority } });
export const resolve = (id: string, body: ResolveBody) => act(id, "resolve", body);
export const notSpam = (id: string, found: "suspected" | "spam") => act(id, "not-spam", { found });
export const undoResolve = (id: string) => act(id, "undo-resolve");
export const markRead = (id: string, number: number) => act(id, "read", { number });

/** Uploads one file; `onProgress` hears the share that has gone, 0 to 1. */
export function upload(file: File, onProgress: (share: number) => void, signal: AbortSignal) {
  return new Promise<Attachment>((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/attachments");
    request.setRequestHeader("X-CSRF-Token", decodeURIComponent(csrfToken()));
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const body = parse(request.responseText);
      if (request.status < 300) done(body as Attachment);
      else fail(refusal(request.status, body, request.getResponseHeader("Retry-After")));
    };
    request.onerror = () => fail(new Unreachable("upload"));
    request.onabort = () => fail(new DOMException("aborted", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}
