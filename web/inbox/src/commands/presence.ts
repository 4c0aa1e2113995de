import { intend } from "../app/intents";
import { goTo } from "../app/places";
import { goOnline } from "../presence/acts";
import { ownAgent } from "../presence/own";
import type { Command } from "./commands";

/** Being here or away, and looking who else is. */
export const PRESENCE: readonly Command[] = [
  {
    id: "toContacts",
    group: "place",
    label: "command.toContacts",
    icon: "address-book",
    keys: "G C",
    perform: () => goTo("/contacts"),
  },
  {
    id: "toTeam",
    group: "place",
    label: "command.toTeam",
    icon: "users",
    keys: "G T",
    perform: () => goTo("/team"),
  },
  {
    id: "beOnline",
    group: "app",
    label: "command.beOnline",
    icon: "user-check",
    when: () => ownAgent()?.state === "away",
    perform: () => void goOnline(),
  },
  {
    id: "beAway",
    group: "app",
    label: "command.beAway",
    icon: "clock-pause",
    perform: () => intend("away.open"),
  },
];
