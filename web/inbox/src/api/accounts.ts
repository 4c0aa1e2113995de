import type {
  AcceptBody,
  Invitation,
  InvitationResults,
  InvitationShown,
  InvitationsBody,
  LastSeen,
  MailServer,
  Member,
  MemberPatch,
  ResetShown,
  SecretLink,
  SignedIn,
  SignedInPlace,
  Standing,
  SystemMail,
  SystemMailText,
} from "../../../contract/types";
import type { Page } from "./calls";
import { call } from "./http";

const post = <T>(path: string, body: object = {}) => call<T>(path, { method: "POST", body });

// What the links of mails open.
export const forgot = (email: string) => post<void>("/auth/forgot", { email });
export const getResetLink = (token: string) => post<ResetShown>("/auth/reset-link", { token });
export const resetPassword = (token: string, password: string) =>
  post<SignedIn>("/auth/reset", { token, password });
export const getInviteLink = (token: string) =>
  post<InvitationShown>("/auth/invite-link", { token });
export const acceptInvite = (body: AcceptBody) => post<SignedIn>("/auth/accept-invite", body);

// One's own account.
export const changePassword = (present: string, password: string) =>
  post<void>("/me/password", { present, password });
export const getMySessions = (signal?: AbortSignal) =>
  call<Page<SignedInPlace>>("/me/sessions", { signal });
export const endMySession = (id: string) => call<void>(`/me/sessions/${id}`, { method: "DELETE" });
export const endMyOtherSessions = () => call<void>("/me/sessions", { method: "DELETE" });

// The staff, for admins.
export const getMembers = (signal?: AbortSignal) => call<Page<Member>>("/members", { signal });
export const patchMember = (id: string, change: MemberPatch) =>
  call<Member>(`/members/${id}`, { method: "PATCH", body: change });
export const getLastSeen = (signal?: AbortSignal) =>
  call<Page<LastSeen>>("/members/last-seen", { signal });
export const getStanding = (id: string, signal?: AbortSignal) =>
  call<Standing>(`/members/${id}/standing`, { signal });
export const getInvitations = (signal?: AbortSignal) =>
  call<Page<Invitation>>("/invitations", { signal });
export const invite = (body: InvitationsBody) => post<InvitationResults>("/invitations", body);
export const resendInvitation = (id: string) => post<Invitation>(`/invitations/${id}/resend`);
export const revokeInvitation = (id: string) =>
  call<void>(`/invitations/${id}`, { method: "DELETE" });
export const getInvitationLink = (id: string) => post<SecretLink>(`/invitations/${id}/link`);

// The mail log.
export const getMailServer = (signal?: AbortSignal) => call<MailServer>("/mail-server", { signal });
export const getMails = (cursor: string | null, signal?: AbortSignal) =>
  call<Page<SystemMail>>(`/system-mails${cursor ? `?cursor=${cursor}` : ""}`, { signal });
export const getMail = (id: string, signal?: AbortSignal) =>
  call<SystemMailText>(`/system-mails/${id}`, { signal });
export const sendMail = (id: string) => post<SystemMail>(`/system-mails/${id}/send`);
export const getMailLink = (id: string) => post<SecretLink>(`/system-mails/${id}/link`);
