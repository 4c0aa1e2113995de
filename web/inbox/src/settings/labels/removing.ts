import type { Removed } from "../../../../contract/types";
import { queryClient } from "../../api/queryClient";
import { refusalText } from "../../app/refusals";
import { toast } from "../../app/toasts";
import { t } from "../../texts/i18n";

export function renew(): void {
  void queryClient.invalidateQueries({ queryKey: ["labels"] });
  void queryClient.invalidateQueries({ queryKey: ["labelCategories"] });
}

/** Deletes it, or says that it was archived because it is in use. */
export async function remove(act: () => Promise<Removed>): Promise<boolean> {
  try {
    const { archived } = await act();
    toast({
      name: "settings",
      text: t(archived ? "labels.wasArchived" : "labels.removed"),
      tone: "ok",
    });
    renew();
    return true;
  } catch (error) {
    toast({ name: "settings", text: refusalText(error), tone: "warn" });
    return false;
  }
}
