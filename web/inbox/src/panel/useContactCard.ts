import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getContact, getContactChats } from "../api/calls";
import { useContact } from "../live/hooks";
import { contacts } from "../live/stores";

const FIRST = 6;
const MORE = 20;

/** What is known of a contact; live once it has been read. */
export function useContactCard(id: string) {
  const query = useQuery({
    queryKey: ["contact", id],
    queryFn: async ({ signal }) => {
      const contact = await getContact(id, signal);
      contacts.take(contact);
      return contact.id;
    },
  });
  return { query, contact: useContact(id) };
}

/** What he has had with us, the newest first, over all channels. */
export function useContactChats(id: string) {
  return useInfiniteQuery({
    queryKey: ["contactChats", id],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      getContactChats(id, pageParam, pageParam ? MORE : FIRST, signal),
    getNextPageParam: (page) => page.nextCursor,
  });
}
