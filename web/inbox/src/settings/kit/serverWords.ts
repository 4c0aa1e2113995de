import { type TextKey, t } from "../../texts/i18n";

/** The hub's sentences about a field, and how they are said here; the groups are their figures. */
const SAID: readonly [RegExp, TextKey][] = [
  [/^must have 1 to (?<most>\d+) characters$/, "refused.length"],
  [/^String should have at most (?<most>\d+) characters$/, "refused.tooLong"],
  [/^String should match pattern '\^#/, "refused.colour"],
  [/^is no time zone$/, "refused.zone"],
  [/^must be a country's telephone code/, "refused.country"],
  [/^must be between (?<least>[\d.]+) and (?<most>[\d.]+)$/, "refused.between"],
  [/^must be between (?<least>[\d.]+) and (?<most>[\d.]+) minutes$/, "refused.minutes"],
  [/^must be between (?<least>[\d.]+) and (?<most>[\d.]+) minutes, or 0/, "refused.minutesOff"],
  [/^must not be below the capacity, which is (?<count>\d+)$/, "refused.belowCapacity"],
  [/^must not be above the forced capacity, which is (?<count>\d+)$/, "refused.aboveForced"],
  [/^a chat can only be closed after/, "refused.leftFirst"],
  [/^can have at most (?<most>\d+) intervals$/, "refused.manySpans"],
  [/^has intervals that overlap$/, "refused.overlap"],
  [/^would never be open/, "refused.neverOpen"],
  [/^must begin at a time/, "refused.begin"],
  [/^must end at a time/, "refused.end"],
  [/^must end after it begins/, "refused.order"],
  [/^is no date$/, "refused.date"],
  [/^is in the list twice$/, "refused.twice"],
  [/^another department has it$/, "refused.departmentName"],
  [/^names a department that does not exist$/, "refused.department"],
  [/^must be an address such as/, "refused.site"],
  [/^must be an address without a path/, "refused.sitePath"],
  [/^must be the full domain/, "refused.siteDomain"],
  [/^needs a name$/, "refused.topicName"],
  [/^add a topic before/, "refused.topicMissing"],
];

/** In the language of the screen; a sentence that is not known here stays as it came. */
export function said(words: string): string {
  for (const [pattern, key] of SAID) {
    const found = pattern.exec(words);
    if (found) return t(key, { ...found.groups });
  }
  return words;
}
