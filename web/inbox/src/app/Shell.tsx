import { Suspense, useEffect, useState } from "react";
import type { Member } from "../../../contract/types";
import { useKeyboard } from "../commands/keyboard";
import { ListPane } from "../list/ListPane";
import { LiveStrip } from "../list/LiveStrip";
import { useCounts, useList } from "../list/useList";
import { useConversation } from "../live/hooks";
import { startLive } from "../live/start";
import { useTexts } from "../texts/i18n";
import { Guard } from "../ui/Guard";
import { type Area, areaOf } from "./areas";
import { BottomBar } from "./BottomBar";
import { hearIntent } from "./intents";
import { keepInView } from "./keepInView";
import { lazily } from "./late";
import { usePlace } from "./places";
import { prefer, usePreferences } from "./preferences";
import { Rail } from "./Rail";
import { ThreadFrame } from "./ThreadFrame";
import { useTitle } from "./useTitle";
import { useWide } from "./useWide";

const ThreadPane = lazily(() => import("../thread/ThreadPane"));
const Overlays = lazily(() => import("../overlays/Overlays"));
const Watch = lazily(() => import("../notify/Watch"));
const DetailsPanel = lazily(() => import("../panel/DetailsPanel"));

/** Signed in: the panes, and which of them fit. */
export function Shell({ me }: { me: Member }) {
  const { t } = useTexts();
  const { tab, chat: chatId, area: areaName, path, looking } = usePlace();
  const area = areaOf(areaName);
  const { compact, panel } = usePreferences();
  const list = useList(tab, looking);
  const counts = useCounts(tab, list.rows, list.complete && list.key === "");
  const chat = useConversation(chatId);
  const wide = useWide();
  const quiet = useQuiet();
  const [drawer, setDrawer] = useState(false);
  const beside = wide && panel && chat !== undefined && !area;
  useKeyboard();
  useTitle();

  useEffect(startLive, []);
  useEffect(keepInView, []);
  // Another chat is another person: his details are asked for anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at every change of the chat
  useEffect(() => setDrawer(false), [chatId]);
  useEffect(
    () =>
      hearIntent("panel.toggle", () => {
        if (wide) prefer({ panel: !panel });
        else setDrawer((open) => !open);
      }),
    [wide, panel],
  );

  return (
    <div
      className={beside ? "app has-panel" : "app"}
      data-open={area ? "area" : chatId ? "chat" : "list"}
      data-compact={compact ? "yes" : "no"}
    >
      <a className="skip" href={area ? "#area" : "#thread"}>
        {t(area ? "app.skip.area" : "app.skip")}
      </a>
      <Rail me={me} counts={counts} />
      {area ? (
        <AreaPane area={area} path={path} />
      ) : (
        <>
          <ListPane list={list} counts={counts} quiet={quiet} />
          <Guard key={`thread ${chatId}`}>
            <Suspense fallback={<ThreadFrame />}>
              {chatId || quiet ? <ThreadPane key={chatId} chatId={chatId} /> : <ThreadFrame />}
            </Suspense>
          </Guard>
        </>
      )}
      <Guard key={`panel ${chatId}`} instead={null}>
        <Suspense fallback={null}>
          {quiet && chat && !area && (beside || drawer) && (
            <DetailsPanel chat={chat} asDrawer={!beside} onClose={() => setDrawer(false)} />
          )}
        </Suspense>
      </Guard>
      <Guard instead={null}>
        <Suspense fallback={null}>{quiet && <Overlays />}</Suspense>
      </Guard>
      <Guard instead={null}>
        <Suspense fallback={null}>{quiet && <Watch />}</Suspense>
      </Guard>
      <BottomBar counts={counts} />
    </div>
  );
}

/** An area beside the chats, in their place. */
function AreaPane({ area, path }: { area: Area; path: readonly string[] }) {
  return (
    <Guard key={area.name}>
      <Suspense fallback={<main className="thread" id="area" aria-busy="true" />}>
        <area.View path={path} />
        <div className="area-live">
          <LiveStrip />
        </div>
      </Suspense>
    </Guard>
  );
}

/** True once the first screen has been drawn: what is not on it may load now. */
function useQuiet(): boolean {
  const [quiet, setQuiet] = useState(false);
  useEffect(() => {
    const begin = () => setQuiet(true);
    const timer = window.requestIdleCallback
      ? window.requestIdleCallback(begin, { timeout: 1_500 })
      : window.setTimeout(begin, 300);
    return () => (window.cancelIdleCallback ?? window.clearTimeout)(timer);
  }, []);
  return quiet;
}
