import type {
  Conversation,
  Draft,
  DraftBody,
  Drafts,
  Label,
  LabelBody,
  LabelCategory,
  LabelCategoryBody,
  LabelCategoryPatch,
  LabelPatch,
  QuickReply,
  QuickReplyBody,
  QuickReplyPatch,
  Removed,
} from "../../../contract/types";
import type { Page } from "./calls";
import { call } from "./http";

export const getLabels = (signal?: AbortSignal) => call<Page<Label>>("/labels", { signal });
export const getLabelCategories = (signal?: AbortSignal) =>
  call<Page<LabelCategory>>("/label-categories", { signal });
export const addLabel = (body: LabelBody) => call<Label>("/labels", { method: "POST", body });
export const changeLabel = (id: string, body: LabelPatch) =>
  call<Label>(`/labels/${id}`, { method: "PATCH", body });
export const removeLabel = (id: string) => call<Removed>(`/labels/${id}`, { method: "DELETE" });
export const addCategory = (body: LabelCategoryBody) =>
  call<LabelCategory>("/label-categories", { method: "POST", body });
export const changeCategory = (id: string, body: LabelCategoryPatch) =>
  call<LabelCategory>(`/label-categories/${id}`, { method: "PATCH", body });
export const removeCategory = (id: string) =>
  call<Removed>(`/label-categories/${id}`, { method: "DELETE" });
export const setLabels = (conversationId: string, labelIds: string[]) =>
  call<Conversation>(`/conversations/${conversationId}/labels`, {
    method: "PUT",
    body: { labelIds },
  });

export const getQuickReplies = (signal?: AbortSignal) =>
  call<Page<QuickReply>>("/quick-replies", { signal });
export const addQuickReply = (body: QuickReplyBody) =>
  call<QuickReply>("/quick-replies", { method: "POST", body });
export const changeQuickReply = (id: string, body: QuickReplyPatch) =>
  call<QuickReply>(`/quick-replies/${id}`, { method: "PATCH", body });
export const removeQuickReply = (id: string) =>
  call<void>(`/quick-replies/${id}`, { method: "DELETE" });

export const getDrafts = () => call<Page<Draft>>("/drafts");
export const getDraftsOf = (conversationId: string) => call<Drafts>(`/drafts/${conversationId}`);
export const saveDraft = (conversationId: string, body: DraftBody) =>
  call<Draft>(`/drafts/${conversationId}`, { method: "PUT", body });
