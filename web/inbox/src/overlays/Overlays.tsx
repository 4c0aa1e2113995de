import { Notifications } from "@mantine/notifications";
import { Suspense, useEffect, useState } from "react";
import { hearIntent, type Intents } from "../app/intents";
import { fetchLate, late, later } from "../app/late";
import { isPhone } from "../app/useWide";
import { Called } from "../ui/Called";
import { Themed } from "./Themed";
import { TipLayer } from "./TipLayer";
import "../texts/chat";
import "../texts/refusals";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/Notification.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/notifications/styles.layer.css";

const ActDialogs = late(() => import("../acts/ActDialogs"));
const BulkDialogs = late(() => import("../acts/BulkDialogs"));
const AwayDialog = late(() => import("./AwayDialog"));
const Palette = late(() => import("./Palette"));
const StartDialog = late(() => import("../acts/StartDialog"));
const Help = late(() => import("./Help"));

later(() => import("../composer/takeBack"));
later(() => import("./showToast"));

/** What lies over the panes. Loaded after the first screen, the rarer parts when they are called. */
export default function Overlays() {
  const [palette, setPalette] = useState(0);
  const [help, setHelp] = useState(false);
  const [away, setAway] = useState(false);
  const [start, setStart] = useState<Intents["start.open"] | undefined>(undefined);
  useEffect(fetchLate, []);
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
        <BulkDialogs />
      </Suspense>
      {palette > 0 && (
        <Called onLost={() => setPalette(0)}>
          <Palette asked={palette} />
        </Called>
      )}
      {start !== undefined && (
        <Called onLost={() => setStart(undefined)}>
          <StartDialog who={start} onClose={() => setStart(undefined)} />
        </Called>
      )}
      {away && (
        <Called onLost={() => setAway(false)}>
          <AwayDialog onClose={() => setAway(false)} />
        </Called>
      )}
      {help && (
        <Called onLost={() => setHelp(false)}>
          <Help onClose={() => setHelp(false)} />
        </Called>
      )}
    </Themed>
  );
}
