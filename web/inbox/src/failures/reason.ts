import type { Translate } from "../texts/i18n";
import { failureOf, passes, speaksInCodes } from "./codes";
import "../texts/failures";

interface Trouble {
  code: string | null | undefined;
  detail?: string | null | undefined;
}

/** Why, and what to do about it; the provider's own words only where nobody knows better. Null on
 * channels whose own words are all there is. `over`: nothing more happens by itself.
 */
export function reasonOf(
  channelKind: string,
  { code, detail }: Trouble,
  t: Translate,
  over = false,
): string | null {
  if (!speaksInCodes(channelKind)) return null;
  const failure = failureOf(channelKind, code);
  if (failure) {
    const why = t(`failure.${failure}`);
    return over && passes(failure) ? `${why} ${t("failure.again")}` : why;
  }
  return detail ? t("failure.other", { reason: detail }) : null;
}
