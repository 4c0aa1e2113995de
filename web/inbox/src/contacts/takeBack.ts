import { unmergeContact } from "../api/contacts";
import { queryClient } from "../api/queryClient";
import { goTo } from "../app/places";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { contacts } from "../live/stores";
import { t } from "../texts/i18n";

/** Undoes a merge and opens who had vanished. */
export async function takeBack(keptId: string, mergeId: string): Promise<void> {
  try {
    const back = await unmergeContact(keptId, mergeId);
    contacts.take(back);
    toast({ name: "merge", text: t("contacts.merge.undone", { name: back.name }), tone: "ok" });
    for (const key of ["contact", "contactList", "merges", "identities", "contactChats"])
      void queryClient.invalidateQueries({ queryKey: [key] });
    goTo(`/contacts/${back.id}`);
  } catch (error) {
    toast({ name: "merge", text: refusalText(error), tone: "warn" });
  }
}
