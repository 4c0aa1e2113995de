import type { Priority } from "../../../contract/types";
import type { IconName } from "./iconPaths";

/** The most urgent first. */
export const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];

const ICONS: Record<Priority, IconName> = {
  urgent: "flag-filled",
  high: "flag",
  normal: "circle-dot",
  low: "arrow-down",
};

export const priorityIcon = (priority: Priority): IconName => ICONS[priority];
