import { useQuery } from "@tanstack/react-query";
import type { Member } from "../../../contract/types";
import { getMembers, type Page } from "../api/calls";
import { queryClient } from "../api/queryClient";

/** Everybody of the house, for names behind "@". */
export const useMembers = (wanted: boolean): readonly Member[] =>
  useQuery({
    queryKey: ["members"],
    queryFn: ({ signal }) => getMembers(signal),
    enabled: wanted,
    staleTime: 60_000,
  }).data?.items ?? [];

/** Of those who were chosen the ones whose name still stands in the text. */
export function stillNamed(text: string, ids: readonly string[]): string[] {
  const members = queryClient.getQueryData<Page<Member>>(["members"])?.items;
  if (!members) return [...ids];
  return ids.filter((id) => {
    const name = members.find((each) => each.id === id)?.name;
    return name !== undefined && text.includes(`@${name}`);
  });
}
