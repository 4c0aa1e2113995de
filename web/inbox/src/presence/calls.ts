import type {
  Agent,
  AgentDevice,
  AwayReason,
  AwayReasonBody,
  AwayReasonPatch,
  PresenceBody,
  PresenceLogRow,
} from "../../../contract/types";
import type { Page } from "../api/calls";
import { call } from "../api/http";

export const putMyPresence = (body: PresenceBody) =>
  call<Agent>("/me/presence", { method: "PUT", body });
export const putPresence = (memberId: string, body: PresenceBody) =>
  call<Agent>(`/members/${memberId}/presence`, { method: "PUT", body });

export const getAwayReasons = (signal?: AbortSignal) =>
  call<Page<AwayReason>>("/away-reasons", { signal });
export const postAwayReason = (body: AwayReasonBody) =>
  call<AwayReason>("/away-reasons", { method: "POST", body });
export const patchAwayReason = (id: string, body: AwayReasonPatch) =>
  call<AwayReason>(`/away-reasons/${id}`, { method: "PATCH", body });
export const deleteAwayReason = (id: string) =>
  call<void>(`/away-reasons/${id}`, { method: "DELETE" });

export const getDevices = (signal?: AbortSignal) =>
  call<Page<AgentDevice>>("/agent-devices", { signal });

export interface LogFilters {
  memberId: string | null;
  from: string;
  to: string;
}

export function getLog(filters: LogFilters, cursor: string | null, signal?: AbortSignal) {
  const asked = Object.entries({ ...filters, cursor, limit: "50" });
  const given = asked.filter((pair): pair is [string, string] => !!pair[1]);
  return call<Page<PresenceLogRow>>(`/presence-log?${new URLSearchParams(given)}`, { signal });
}
