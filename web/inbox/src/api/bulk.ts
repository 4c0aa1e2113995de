import type {
  BulkLabelBody,
  BulkResolveBody,
  BulkResult,
  BulkTransferBody,
  ExpiredCount,
  ForceBody,
  ForcePreview,
  ForceResult,
  ResolveExpiredBody,
} from "../../../contract/types";
import { call } from "./http";

/** How many the hub takes in one act; one at least. */
export const MOST_AT_ONCE = 200;

type Many<T> = Omit<T, "conversationIds"> & { conversationIds: string[] };

const post = <T>(path: string, body?: unknown, signal?: AbortSignal) =>
  call<T>(path, { method: "POST", ...(body ? { body } : {}), ...(signal ? { signal } : {}) });

export const transferMany = (body: Many<BulkTransferBody>) =>
  post<BulkResult>("/conversations/bulk-transfer", body);
export const resolveMany = (body: Many<BulkResolveBody>) =>
  post<BulkResult>("/conversations/bulk-resolve", body);
export const labelMany = (body: Many<BulkLabelBody>) =>
  post<BulkResult>("/conversations/bulk-label", body);
export const countExpired = (body: ResolveExpiredBody, signal?: AbortSignal) =>
  post<ExpiredCount>("/conversations/resolve-expired/preview", body, signal);
export const resolveExpired = (body: ResolveExpiredBody) =>
  post<BulkResult>("/conversations/resolve-expired", body);
export const previewShare = (body: ForceBody, signal?: AbortSignal) =>
  post<ForcePreview>("/queue/force-distribution/preview", body, signal);
export const share = (body: ForceBody) => post<ForceResult>("/queue/force-distribution", body);
export const takeBack = (id: string) =>
  post<BulkResult>(`/queue/force-distribution/${id}/take-back`);
