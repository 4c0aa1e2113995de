import { useQuery } from "@tanstack/react-query";
import type {
  Channel,
  ChannelSites,
  Department,
  Language,
  NationalHolidays,
  Setup,
  SetupPatch,
  WorkspacePatch,
  WorkspaceSettings,
} from "../../../contract/types";
import { getDepartments, type Page } from "../api/calls";
import { ApiError, call } from "../api/http";
import { queryClient } from "../api/queryClient";

const HOUSE = ["workspace", "settings"];
const DEPARTMENTS = ["departments"];
const CHANNELS = ["channels"];
const SETUP = ["setup"];

export const useHouse = () =>
  useQuery({
    queryKey: HOUSE,
    queryFn: ({ signal }) => call<WorkspaceSettings>("/workspace/settings", { signal }),
  });
export const useDepartments = () =>
  useQuery({ queryKey: DEPARTMENTS, queryFn: ({ signal }) => getDepartments(signal) });
export const useChannels = (enabled = true) =>
  useQuery({
    enabled,
    queryKey: CHANNELS,
    queryFn: ({ signal }) => call<Page<Channel>>("/channels", { signal }),
  });
/** An admin has to act on it: it does not work, or will not for long. */
export const needsAdmin = ({ enabled, state, trouble }: Channel): boolean =>
  enabled && (state === "needs_attention" || Boolean(trouble));
/** How often a page that shows where the chat is seen looks again, in milliseconds. */
const LOOK_AGAIN = 10_000;
export const useSites = (channelId: string) =>
  useQuery({
    queryKey: ["channel-sites", channelId],
    queryFn: ({ signal }) => call<ChannelSites>(`/channels/${channelId}/sites`, { signal }),
    refetchInterval: LOOK_AGAIN,
  });
export const useSetup = (watched = false, enabled = true) =>
  useQuery({
    enabled,
    queryKey: SETUP,
    queryFn: ({ signal }) => call<Setup>("/setup", { signal }),
    refetchInterval: watched ? LOOK_AGAIN : false,
  });

export const getNationalHolidays = (year: number) =>
  call<NationalHolidays>(`/workspace/national-holidays?year=${year}`);

/** Reads anew what a change of the house may touch. */
export function readAnew(...keys: string[][]): Promise<unknown> {
  return Promise.all(
    [...keys, SETUP].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  );
}

/** Stores what changed; when somebody was first, his values are read, so that one sees them. */
async function change<T>(path: string, body: object, key: string[]): Promise<T> {
  try {
    return await call<T>(path, { method: "PATCH", body });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error;
    await readAnew(key);
    throw error;
  } finally {
    await readAnew(key);
  }
}

export const changeHouse = (seen: WorkspaceSettings, changes: Partial<WorkspacePatch>) =>
  change<WorkspaceSettings>("/workspace", { ...changes, version: seen.version }, HOUSE);
export const changeDepartment = (seen: Department, changes: object) =>
  change<Department>(`/departments/${seen.id}`, { ...changes, version: seen.version }, DEPARTMENTS);
export const changeChannel = (seen: Channel, changes: object) =>
  change<Channel>(`/channels/${seen.id}`, { ...changes, version: seen.version }, CHANNELS);
export const changeSetup = (body: SetupPatch) => change<Setup>("/setup", body, SETUP);

export async function addDepartment(body: object): Promise<Department> {
  const made = await call<Department>("/departments", { method: "POST", body });
  await readAnew(DEPARTMENTS);
  return made;
}

export async function removeDepartment(id: string, moveTo: string | null): Promise<void> {
  const query = moveTo ? `?moveTo=${moveTo}` : "";
  await call<void>(`/departments/${id}${query}`, { method: "DELETE" });
  await readAnew(DEPARTMENTS, CHANNELS, ["members"]);
}

export async function addChannel(body: object): Promise<Channel> {
  const made = await call<Channel>("/channels", { method: "POST", body });
  await readAnew(CHANNELS);
  return made;
}

/** A text that exists in both languages, in the one of the screen, else in the other. */
export const inLanguage = (texts: Partial<Record<Language, string>>, lang: Language): string =>
  texts[lang] || texts[lang === "en" ? "id" : "en"] || "";
