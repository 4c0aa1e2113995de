import type { Setup, SetupState } from "../../../../contract/types";
import { pagePath } from "../pages";

/** Where each step is done. */
export function whereTo({ step, channelId }: SetupState): string {
  if (step === "company") return pagePath("company");
  if (step === "hours") return pagePath("hours");
  if (step === "departments") return pagePath("departments");
  if (step === "members") return pagePath("members");
  return pagePath("channels", channelId ?? undefined);
}

export const doneOf = ({ steps }: Setup): number => steps.filter(({ done }) => done).length;

export const isDone = (setup: Setup): boolean => setup.steps.every(({ done }) => done);
