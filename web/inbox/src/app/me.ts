import type { Conversation, Member } from "../../../contract/types";

let present: Member | null = null;

export function knowMe(member: Member): void {
  present = member;
}

/** Who is signed in. Only asked where someone is. */
export function me(): Member {
  if (!present) throw new Error("nobody is signed in");
  return present;
}

export const isMine = (chat: Conversation): boolean => chat.assignee?.id === me().id;

export const oversees = (chat: Conversation): boolean => {
  const { role, departmentIds, supervisedIds } = me();
  if (role === "admin") return true;
  if (role !== "supervisor") return false;
  const holder = chat.assignee?.id;
  return departmentIds.includes(chat.departmentId) || (!!holder && supervisedIds.includes(holder));
};

/** What one may do, so that no button stands there that the hub would refuse. The hub decides. */
export const mayClaim = (chat: Conversation): boolean =>
  chat.state === "queued" && (me().departmentIds.includes(chat.departmentId) || oversees(chat));

export const mayAssign = (chat: Conversation): boolean => chat.state === "queued" && oversees(chat);

/** Transfer, give back to the queue, snooze: who holds it, and who oversees it. */
export const mayHandOn = (chat: Conversation): boolean =>
  chat.state === "handled" && (isMine(chat) || oversees(chat));

/** Who handles it, or handled it last; while it waits, whoever could take it. */
export const mayLabel = (chat: Conversation): boolean =>
  mayClaim(chat) ||
  mayHandOn(chat) ||
  oversees(chat) ||
  (!chat.assignee && chat.state === "resolved" && chat.lastHandlingAgent?.id === me().id);

export const mayTakeOver = (chat: Conversation): boolean =>
  chat.state === "handled" && !isMine(chat) && oversees(chat);

export const mayRank = (chat: Conversation): boolean => chat.state !== "resolved";

export const mayResolve = (chat: Conversation): boolean =>
  (chat.state === "handled" && (isMine(chat) || oversees(chat))) ||
  (chat.state === "queued" && oversees(chat));

export const mayReply = (chat: Conversation): boolean =>
  mayClaim(chat) || (chat.state === "handled" && (isMine(chat) || oversees(chat)));

/** Whether it is spam: of what is suspected whoever could take it, else who called it so or oversees. */
export const mayJudge = (chat: Conversation): boolean => {
  const { departmentIds, role, id } = me();
  if (chat.resolveCause === "suspected")
    return (role === "agent" && departmentIds.includes(chat.departmentId)) || oversees(chat);
  return chat.resolveCause === "spam" && (oversees(chat) || chat.lastHandlingAgent?.id === id);
};

/** Whom one handles, or oversees. */
export const mayBlock = (chat: Conversation): boolean =>
  oversees(chat) || chat.lastHandlingAgent?.id === me().id;
