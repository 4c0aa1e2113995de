import { useQuery } from "@tanstack/react-query";
import { getChannels, getDepartments, getMembers } from "../api/calls";
import { getLabels } from "../api/tools";
import type { Filter } from "../app/looking";
import type { Translate } from "../texts/i18n";

export interface Choice {
  value: string;
  name: string;
}

const STAYS = 60_000;

/** What each filter can be set to, with the names people know. */
export function useChoices(t: Translate, wanted: boolean): Record<Filter, readonly Choice[]> {
  const options = { enabled: wanted, staleTime: STAYS };
  const channels = useQuery({
    queryKey: ["choices", "channels"],
    queryFn: async ({ signal }) => named((await getChannels(signal)).items),
    ...options,
  });
  const departments = useQuery({
    queryKey: ["choices", "departments"],
    queryFn: async ({ signal }) => named((await getDepartments(signal)).items),
    ...options,
  });
  const members = useQuery({
    queryKey: ["choices", "members"],
    queryFn: async ({ signal }) => named((await getMembers(signal)).items),
    ...options,
  });
  const labels = useQuery({
    queryKey: ["choices", "labels"],
    queryFn: async ({ signal }) => named((await getLabels(signal)).items),
    ...options,
  });
  return {
    channelId: channels.data ?? [],
    departmentId: departments.data ?? [],
    agentId: members.data ?? [],
    labelId: labels.data ?? [],
    type: ["inbox", "outbox"].map((value) => ({
      value,
      name: t(`filter.type.${value as "inbox" | "outbox"}`),
    })),
    state: ["queued", "handled", "resolved"].map((value) => ({
      value,
      name: t(`filter.state.${value as "queued" | "handled" | "resolved"}`),
    })),
    priority: ["urgent", "high", "normal", "low"].map((value) => ({
      value,
      name: t(`filter.priority.${value as "urgent" | "high" | "normal" | "low"}`),
    })),
  };
}

const named = (items: readonly { id: string; name: string }[]): Choice[] =>
  items.map(({ id, name }) => ({ value: id, name }));
