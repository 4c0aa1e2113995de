import { useEffect } from "react";
import { place } from "../app/places";
import { preferences } from "../app/preferences";
import { isField } from "../app/typing";
import { conversations } from "../live/stores";
import { COMMANDS, type Command } from "./commands";
import { nextPane } from "./panes";

/** Time for the second key of "G I", in milliseconds. */
const SEQUENCE = 1_000;

/** The pressed key as commands write it: "Ctrl K", "J", "?", "Esc". */
export function pressed(event: KeyboardEvent): string {
  const name =
    event.key === "Escape" ? "Esc" : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Ctrl ${name}` : name;
}

function matching(keys: string): Command | undefined {
  const chat = conversations.get(place().chat ?? "");
  return COMMANDS.find((each) => each.keys === keys && (each.when?.(chat) ?? true));
}

function perform(command: Command): void {
  command.perform(conversations.get(place().chat ?? ""));
}

/** What lies over the panes has the keys to itself. */
const OVER = "[role='dialog'], [role='menu']";

/** Keys that a part of the screen handles by itself. */
const ELSEWHERE = new Set(["Enter", "Ctrl Enter"]);

/** A key that the place where one writes has to itself says so: `data-own-key`. */
const isOwn = (target: EventTarget | null, key: string): boolean =>
  target instanceof Element && target.closest(`[data-own-key="${key}"]`) !== null;

export function useKeyboard(): void {
  useEffect(() => {
    let before: { key: string; at: number } | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      const key = pressed(event);
      if (key === "F6") {
        event.preventDefault();
        nextPane(event.shiftKey ? -1 : 1);
        return;
      }
      const single = !key.startsWith("Ctrl ");
      const letter = key.length === 1;
      // The list under "/" or "@" closes first.
      if (key === "Esc" && document.querySelector("[data-suggesting]")) return;
      if (document.querySelector(OVER) || ELSEWHERE.has(key)) return;
      if (!single && isOwn(event.target, key)) return;
      if (single && key !== "Esc" && isField(event.target)) return;
      if (letter && !preferences().singleKeys) return;
      const fresh = before && Date.now() - before.at < SEQUENCE ? before.key : null;
      before = { key, at: Date.now() };
      const found = (fresh && matching(`${fresh} ${key}`)) || matching(key);
      if (!found) return;
      event.preventDefault();
      perform(found);
    };
    // Before anyone else: what closes on Esc must still be seen to have been open.
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, []);
}
