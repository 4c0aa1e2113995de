import { Spotlight, type SpotlightActionData, spotlight } from "@mantine/spotlight";
import { type KeyboardEvent, useEffect, useState } from "react";
import type { Conversation } from "../../../contract/types";
import { takes } from "../acts/targets";
import { useTargets } from "../acts/useTargets";
import { intend } from "../app/intents";
import { mayAssign, mayHandOn, me } from "../app/me";
import { go, goTo, usePlace } from "../app/places";
import { possible } from "../commands/commands";
import { useAllConversations, useConversation } from "../live/hooks";
import { pagePath, pagesFor } from "../settings/pages";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { Keys } from "./Help";
import { useFoundChats } from "./useFoundChats";
import "../texts/settings";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/Input.layer.css";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./palette.css";

/** Ctrl K: whatever can be done now, and the chats: those at hand, and any that the hub finds. */
export default function Palette({ asked }: { asked: number }) {
  const { t } = useTexts();
  const { chat: chatId } = usePlace();
  const chat = useConversation(chatId);
  const [typed, setTyped] = useState("");
  useEffect(() => {
    if (asked) spotlight.open();
  }, [asked]);

  const commands: SpotlightActionData[] = possible(chat)
    .filter((each) => !each.hidden)
    .map((each) => ({
      id: each.id,
      label: t(each.label),
      leftSection: <Icon name={each.icon} />,
      rightSection: each.keys && <Keys keys={each.keys} />,
      onClick: () => each.perform(chat),
    }));
  const handing = useHandingOn(chat);
  const pages: SpotlightActionData[] = pagesFor(me().role).map((page) => ({
    id: `settings ${page.id}`,
    label: t(page.title),
    keywords: t(page.keywords),
    leftSection: <Icon name={page.icon} />,
    onClick: () => goTo(pagePath(page.id)),
  }));
  const people = useChats(typed);
  return (
    <Spotlight
      actions={[
        ...commands,
        { group: t("palette.chats"), actions: people },
        { group: t("palette.people"), actions: handing },
        { group: t("palette.settings"), actions: pages },
      ]}
      attributes={{ content: { "aria-label": t("command.palette") } }}
      limit={14}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      highlightQuery
      scrollable
      maxHeight={440}
      zIndex={350}
      lockScroll={false}
      nothingFound={t("palette.nothing")}
      transitionProps={{ duration: 120, transition: "fade" }}
      searchProps={{
        leftSection: <Icon name="command" />,
        placeholder: t("palette.search"),
        "aria-label": t("palette.search"),
        onKeyDown: takeFirst,
      }}
    />
  );
}

/** Enter takes the first of what the hub has found; by itself only what was there at once is chosen. */
function takeFirst(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== "Enter") return;
  const palette = event.currentTarget.closest("[role=dialog]");
  if (palette?.querySelector("[data-selected]")) return;
  palette?.querySelector<HTMLElement>("[data-action]")?.click();
}

function useChats(typed: string): SpotlightActionData[] {
  const atHand = useAllConversations();
  const { asked, found } = useFoundChats(typed);
  const shown = typed ? found : [];
  const ids = new Set(shown.map((each) => each.id));
  const others = atHand.filter((each) => each.state !== "resolved" && !ids.has(each.id));
  return [
    // What the hub has found stays, although the words may stand in none of these lines.
    ...shown.map((each) => ({
      id: each.id,
      label: each.name,
      description: each.line,
      keywords: asked,
      leftSection: <Avatar name={each.name} size={28} />,
      onClick: () => go({ chat: each.id, at: each.at }),
    })),
    ...others.map((each) => ({
      id: each.id,
      label: each.contact.name,
      description: each.lastMessage?.text ?? "",
      leftSection: <Avatar name={each.contact.name} size={28} />,
      onClick: () => go({ chat: each.id }),
    })),
  ];
}

/** "Transfer to Ana": the dialog with her name in it, so that one still sees what happens. */
function useHandingOn(chat: Conversation | undefined): SpotlightActionData[] {
  const { t } = useTexts();
  const act = chat && mayAssign(chat) ? "assign" : "transfer";
  const open = chat && (mayAssign(chat) || mayHandOn(chat)) ? chat : undefined;
  const { targets } = useTargets(open, act);
  if (!open) return [];
  return targets.filter(takes).map((target) => ({
    id: `hand ${target.id}`,
    label: t(act === "assign" ? "palette.assign" : "palette.handOn", { name: target.name }),
    leftSection:
      target.kind === "member" ? <Avatar name={target.name} size={28} /> : <Icon name="stack-2" />,
    onClick: () => intend("act.open", { act, chatId: open.id, find: target.name }),
  }));
}
