import { Notifications } from "@mantine/notifications";
import { lazy, Suspense, useEffect, useState } from "react";
import { hearIntent, type Intents } from "../app/intents";
import { isPhone } from "../app/useWide";
import { Themed } from "./Themed";
import { TipLayer } from "./TipLayer";
import "../texts/chat";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/Notification.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/notifications/styles.layer.css";

const ActDialogs = lazy(() => import("../acts/ActDialogs"));
const AwayDialog = lazy(() => import("./AwayDialog"));
const Palette = lazy(() => import("./Palette"));
const StartDialog = lazy(() => import("../acts/StartDialog"));
const Help = lazy(() => import("./Help"));

/** Milliseconds after the first screen, when nothing else waits for the line. */
const CALM = 2_500;

/** So that the first Ctrl K or click does not wait for code. */
function fetchTheRest(): void {
  void import("./Palette");
  void import("./Help");
  void import("./ProfileMenu");
  void import("./EmojiPicker");
}

/** What lies over the panes. Loaded after the first screen, the rarer parts when they are called. */
export default function Overlays() {
  const [palette, setPalette] = useState(0);
  const [help, setHelp] = useState(false);
  const [away, setAway] = useState(false);
  const [start, setStart] = useState<Intents["start.open"] | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(fetchTheRest, CALM);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => hearIntent("palette.open", () => setPalette((n) => n + 1)), []);
  useEffect(() => hearIntent("start.open", setStart), []);
  useEffect(() => hearIntent("away.open", () => setAway(true)), []);
  useEffect(() => hearIntent("help.open", () => setHelp(true)), []);
  return (
    <Themed>
      <Notifications
        position={isPhone() ? "top-center" : "bottom-left"}
        limit={3}
        containerWidth={316}
        zIndex={400}
      />
      <TipLayer />
      <Suspense fallback={null}>
        <ActDialogs />
        {palette > 0 && <Palette asked={palette} />}
        {start !== undefined && <StartDialog who={start} onClose={() => setStart(undefined)} />}
        {away && <AwayDialog onClose={() => setAway(false)} />}
        {help && <Help onClose={() => setHelp(false)} />}
      </Suspense>
    </Themed>
  );
}
