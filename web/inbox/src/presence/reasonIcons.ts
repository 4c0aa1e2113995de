import type { AwayIcon } from "../../../contract/types";
import type { IconName } from "../ui/iconPaths";

export const REASON_ICONS: Record<AwayIcon, IconName> = {
  lunch: "sun",
  prayer: "moon-stars",
  break: "player-pause",
  meeting: "users",
  training: "file-text",
  other: "clock-pause",
};
