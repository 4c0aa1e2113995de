import type { ToApp, ToHost } from "../bridge";
import { type Keep, keepAtHost, keepIn } from "./keep";
import type { Later } from "./store/timing";

/** A page from before a new version of the loader never answers; the chat must not wait for it. */
const PATIENCE = 3_000;

interface Neighbour {
  readonly present: boolean;
  say(message: ToHost): void;
  hear(listener: (message: ToApp) => void): void;
}

/**
 * Many browsers refuse storage to frames of another site. The frame then asks the page around it,
 * which keeps the visit in its own storage, so that a reload goes on with the same chat.
 */
export function mustAskHost(host: Neighbour, storage: () => Storage): boolean {
  if (!host.present) return false;
  try {
    storage().getItem("simpul");
    return false;
  } catch {
    return true;
  }
}

/** Without an answer nothing is handed over either: a newer visit must not replace the kept one. */
export function keepWithHost(channelId: string, host: Neighbour, later: Later): Promise<Keep> {
  return new Promise((settle) => {
    const giveUp = later(() => settle(keepIn(channelId, noStorage)), PATIENCE);
    host.hear((message) => {
      if (message.kind !== "kept") return;
      giveUp();
      settle(
        keepAtHost(message.kept ?? {}, (name, text) => host.say({ kind: "keep", name, text })),
      );
    });
    host.say({ kind: "recall" });
  });
}

function noStorage(): Storage {
  throw new Error("refused by the browser");
}
