import { useQuery } from "@tanstack/react-query";
import type {
  Contact,
  ContactBody,
  ContactField,
  ContactFieldBody,
  ContactFieldPatch,
  Erasure,
  Identity,
  MergeBody,
  MergedContact,
  MergePreview,
  MergeSuggestion,
  Nik,
  PastMerge,
} from "../../../contract/types";
import type { Page } from "./calls";
import { call, csrfToken, parse, refusal, Unreachable } from "./http";

const PAGE = 50;

export function getContacts(q: string, cursor: string | null, signal?: AbortSignal) {
  const values = new URLSearchParams({ limit: String(PAGE) });
  if (q) values.set("q", q);
  if (cursor) values.set("cursor", cursor);
  return call<Page<Contact>>(`/contacts?${values}`, { signal });
}
export const addContact = (body: ContactBody) =>
  call<Contact>("/contacts", { method: "POST", body });
export const getIdentities = (id: string, signal?: AbortSignal) =>
  call<Page<Identity>>(`/contacts/${id}/identities`, { signal });
export const revealNik = (id: string) =>
  call<Nik>(`/contacts/${id}/reveal-nik`, { method: "POST" });

export const getMergePreview = (id: string, intoId: string, take: readonly string[]) => {
  const values = new URLSearchParams({ intoId });
  for (const field of take) values.append("take", field);
  return call<MergePreview>(`/contacts/${id}/merge?${values}`);
};
export const mergeContact = (id: string, body: MergeBody) =>
  call<MergedContact>(`/contacts/${id}/merge`, { method: "POST", body });
export const unmergeContact = (id: string, mergeId: string) =>
  call<Contact>(`/contacts/${id}/unmerge`, { method: "POST", body: { mergeId } });
export const getMerges = (id: string, signal?: AbortSignal) =>
  call<Page<PastMerge>>(`/contacts/${id}/merges`, { signal });
export const getSuggestions = (contactId: string | null, signal?: AbortSignal) =>
  call<Page<MergeSuggestion>>(`/merge-suggestions${contactId ? `?contactId=${contactId}` : ""}`, {
    signal,
  });
export const dismissSuggestion = (id: string) =>
  call<void>(`/merge-suggestions/${id}/dismiss`, { method: "POST" });
export const eraseContact = (id: string, reason: string) =>
  call<Erasure>(`/contacts/${id}/erase`, { method: "POST", body: { reason } });

/** Everything that is held of a contact, as the file that the hub makes of it. */
export async function exportContact(id: string, notes: boolean): Promise<Blob> {
  const response = await fetch(`/api/v1/contacts/${id}/export`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-CSRF-Token": decodeURIComponent(csrfToken()),
    },
    body: JSON.stringify({ notes }),
  }).catch((reason: unknown) => {
    throw new Unreachable(String(reason));
  });
  if (response.ok) return response.blob();
  throw refusal(response.status, parse(await response.text()), null);
}

export const getContactFields = (signal?: AbortSignal) =>
  call<Page<ContactField>>("/contact-fields", { signal });
export const addContactField = (body: ContactFieldBody) =>
  call<ContactField>("/contact-fields", { method: "POST", body });
export const changeContactField = (id: string, body: ContactFieldPatch) =>
  call<ContactField>(`/contact-fields/${id}`, { method: "PATCH", body });

/** The fields that the house has added, archived ones among them. */
export const useContactFields = () =>
  useQuery({
    queryKey: ["contactFields"],
    queryFn: ({ signal }) => getContactFields(signal),
    staleTime: 60_000,
  });
