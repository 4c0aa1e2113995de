/** The app in the frame: finds its channel, begins the visit, draws. */
import { render } from "preact";
import { readable } from "../colour";
import { Chat } from "./chat";
import { Host } from "./host";
import { type Keep, keepIn } from "./keep";
import { keepWithHost, mustAskHost } from "./keeping";
import { whereabouts } from "./place";
import { later } from "./store/timing";
import "./styles.css";
import { browserLanguage, pickLanguage } from "./text/language";
import { App } from "./ui/App";
import type { Language } from "./wire";

const { channelId, hostOrigin, resume } = whereabouts(location);
// A secret is nothing for the address bar and the history.
if (resume) history.replaceState(null, "", location.pathname + location.search);
const host = new Host(hostOrigin);
const storage = () => localStorage;

if (mustAskHost(host, storage)) void keepWithHost(channelId, host, later).then(begin);
else begin(keepIn(channelId, storage));

function begin(keep: Keep): void {
  const chosen = () => keep.read<Language>("language");
  const chat = new Chat(
    channelId,
    host,
    keep,
    () => chosen() ?? browserLanguage(navigator.languages) ?? undefined,
    resume,
  );

  chat.shown(!host.present);
  obey(chat);
  chat.onChannel((channel) => {
    const { brandColor: brand, launcherSide: side } = channel.appearance;
    const language = pickLanguage(chosen(), navigator.languages, channel);
    keep.write("brand", brand);
    host.say({ kind: "dress", dress: { brand, onBrand: readable(brand), language, side } });
  });
  const root = document.getElementById("app");
  if (root) render(<App chat={chat} keep={keep} framed={host.present} />, root);
  host.say({ kind: "alive" });
  void chat.start();
}

/** The page around the frame, and the Escape key. */
function obey(chat: Chat): void {
  host.hear((message) => {
    if (message.kind === "shown") chat.shown(true);
    else if (message.kind === "hidden") chat.shown(false);
    else if (message.kind === "preview" && hostOrigin === location.origin) chat.tryOn(message.look);
    else if (message.kind === "identify") chat.introduce(message.person).catch(() => undefined);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) chat.close();
  });
}
