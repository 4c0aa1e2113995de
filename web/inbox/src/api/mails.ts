import type { KnownAddress, ReplyMail, Signature } from "../../../contract/types";
import type { Page } from "./calls";
import { call } from "./http";

export const getReplyMail = (conversationId: string, signal?: AbortSignal) =>
  call<ReplyMail>(`/conversations/${conversationId}/reply-mail`, { signal });
export const getMailAddresses = (q: string, signal?: AbortSignal) =>
  call<Page<KnownAddress>>(`/mail-addresses?${new URLSearchParams({ q })}`, { signal });
export const getSignatures = (signal?: AbortSignal) =>
  call<Page<Signature>>("/signatures", { signal });
export const putSignature = (scope: Signature["scope"], ownerId: string, html: string) =>
  call<Signature>(`/signatures/${scope}/${ownerId}`, { method: "PUT", body: { html } });
