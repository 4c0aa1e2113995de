import type { ComponentType, LazyExoticComponent } from "react";
import type { Role } from "../../../contract/types";
import type { TextKey } from "../texts/i18n";
import type { IconName } from "../ui/iconPaths";
import { lazily } from "./late";

export interface AreaProps {
  /** What stands in the address after the area's own name: ["channels", "65f..."]. */
  path: readonly string[];
}

/** A part of the house beside the chats, with an address of its own: /settings, /team. */
export interface Area {
  /** The first word of its address. */
  name: string;
  icon: IconName;
  text: TextKey;
  /** As the rail shows it; the command of these keys stands in commands.ts. */
  keys?: string;
  /** Where the rail has it: below the lists, or at the foot. */
  side: "top" | "foot";
  roles: readonly Role[];
  View: LazyExoticComponent<ComponentType<AreaProps>>;
}

export const ADMINS: readonly Role[] = ["admin"];
/** Agents come there by the palette: they see their colleagues, and change nothing. */
export const SUPERVISION: readonly Role[] = ["admin", "supervisor"];
export const EVERYBODY: readonly Role[] = ["admin", "supervisor", "agent"];

/** A row here, and the area is in the rail, in the menu of a phone and under its address. */
export const AREAS: readonly Area[] = [
  {
    name: "contacts",
    icon: "address-book",
    text: "rail.contacts",
    keys: "G C",
    side: "top",
    roles: EVERYBODY,
    View: lazily(() => import("../contacts/Contacts")),
  },
  {
    name: "team",
    icon: "users",
    text: "rail.team",
    keys: "G T",
    side: "top",
    roles: SUPERVISION,
    View: lazily(() => import("../team/Team")),
  },
  {
    name: "settings",
    icon: "settings",
    text: "rail.settings",
    keys: "G S",
    side: "foot",
    roles: EVERYBODY,
    View: lazily(() => import("../settings/Settings")),
  },
];

export const areaOf = (name: string | null): Area | undefined =>
  AREAS.find((area) => area.name === name);
