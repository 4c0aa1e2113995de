import type { Conversation } from "../../../contract/types";
import { toast } from "../app/toasts";
import { t } from "../texts/i18n";
import { keepSettings, settingsNow } from "./bell";
import { setMuted } from "./calls";

export const isMuted = (chatId: string): boolean => settingsNow()?.muted.includes(chatId) ?? false;

/** From a muted chat only what is meant for one in person is told: mentions and assignments. */
export async function toggleMuted(chat: Conversation): Promise<void> {
  const muted = !isMuted(chat.id);
  const { name } = chat.contact;
  try {
    keepSettings(await setMuted(chat.id, muted));
    toast({
      name: "mute",
      text: t(muted ? "notify.muted" : "notify.unmuted", { name }),
      tone: "ok",
    });
  } catch {
    toast({ name: "mute", text: t("notify.notSaved"), tone: "warn" });
  }
}
