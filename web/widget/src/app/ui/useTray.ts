import { useEffect, useMemo, useState } from "preact/hooks";
import { isReady, Tray, type TrayState } from "../store/tray";
import type { Limits } from "../wire";
import { useAround } from "./context";

export interface TrayInUse extends TrayState {
  ready: boolean;
  tray: Tray;
}

export function useTray(limits: Limits): TrayInUse {
  const { chat } = useAround();
  const [state, setState] = useState<TrayState>({ held: [], complaints: [] });
  // Limits of another reading are the same limits; a new tray would lose what is in it.
  const tray = useMemo(
    () => new Tray((file, progress) => chat.upload(file, progress), limits, setState),
    [chat, limits.maxFile, limits.maxFiles, limits.mimes.join()],
  );
  useEffect(() => () => tray.abandon(), [tray]);
  return { ...state, ready: isReady(state), tray };
}
