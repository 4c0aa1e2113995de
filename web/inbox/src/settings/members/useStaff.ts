import { useQuery } from "@tanstack/react-query";
import { getInvitations, getLastSeen, getMembers } from "../../api/accounts";
import { getDepartments } from "../../api/calls";

/** Seen within five minutes is as exact as the hub knows it. */
const SEEN_EVERY = 60_000;

export const useMembers = () =>
  useQuery({ queryKey: ["members"], queryFn: ({ signal }) => getMembers(signal) });

export const useDepartments = () =>
  useQuery({ queryKey: ["departments"], queryFn: ({ signal }) => getDepartments(signal) });

export const useInvitations = () =>
  useQuery({ queryKey: ["invitations"], queryFn: ({ signal }) => getInvitations(signal) });

/** When each was last at work, by the member's id. */
export function useLastSeen(): Map<string, string> {
  const { data } = useQuery({
    queryKey: ["last-seen"],
    queryFn: ({ signal }) => getLastSeen(signal),
    refetchInterval: SEEN_EVERY,
  });
  return new Map(data?.items.flatMap(({ memberId, at }) => (at ? [[memberId, at]] : [])));
}
