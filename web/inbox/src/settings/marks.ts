import type { Setup } from "../../../contract/types";
import { me } from "../app/me";
import { t } from "../texts/i18n";
import { needsAdmin, useChannels, useSetup } from "./house";
import { doneOf, isDone } from "./setup/steps";
import "../texts/house";

/** What stands beside a page in the list: how far, how many, what needs attention. */
export interface Mark {
  words: string;
  tone?: "warn";
}

export type Marks = Partial<Record<string, Mark>>;

/** Of the pages of an admin; others have none. */
export function useMarks(): Marks {
  const admin = me().role === "admin";
  const setup = useSetup(false, admin).data;
  const channels = useChannels(admin).data?.items ?? [];
  if (!setup) return {};
  const broken = channels.some(needsAdmin);
  return {
    ...countsOf(setup),
    ...(broken ? { channels: { words: t("channels.attention"), tone: "warn" } } : {}),
  };
}

function countsOf(setup: Setup): Marks {
  const count = (step: string): Mark => ({
    words: String(setup.steps.find((each) => each.step === step)?.count ?? ""),
  });
  const marks: Marks = { departments: count("departments"), members: count("members") };
  if (!isDone(setup))
    marks["set-up"] = {
      words: t("setup.short", { done: doneOf(setup), all: setup.steps.length }),
    };
  return marks;
}
