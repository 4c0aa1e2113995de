import type { ChannelTemplate } from "../../../../contract/types";

export type Values = Readonly<Record<string, string>>;

const HEADER = "header.";
const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

export const keyOf = (template: ChannelTemplate): string => `${template.name} ${template.language}`;

/** `order_update` as people read it. */
export const titleOf = ({ name }: { name: string }): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What fits a search, the approved ones first, by name. */
export function found(all: readonly ChannelTemplate[], search: string): ChannelTemplate[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (one: ChannelTemplate) => {
    const text = `${one.name} ${titleOf(one)} ${one.body} ${one.language}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return all
    .filter(fits)
    .sort((a, b) => Number(b.approved) - Number(a.approved) || keyOf(a).localeCompare(keyOf(b)));
}

/** The kind of file that the header takes; null for none. */
export const fileOf = ({ header }: ChannelTemplate): string | null =>
  header && header !== "text" ? header : null;

export interface Preview {
  header: string;
  body: string;
  footer: string;
}

/** As the customer will read it; what is not filled in yet stands as `…`. */
export function preview(template: ChannelTemplate, values: Values): Preview {
  const fill = (text: string, prefix = "") =>
    text.replace(PLACEHOLDER, (_, name: string) => values[prefix + name]?.trim() || "…");
  return {
    header: fill(template.headerText ?? "", HEADER),
    body: fill(template.body),
    footer: template.footer ?? "",
  };
}

export const textOf = ({ header, body, footer }: Preview): string =>
  [header, body, footer].filter(Boolean).join("\n\n");

export const isFilled = (template: ChannelTemplate, values: Values): boolean =>
  template.parameters.every((name) => values[name]?.trim());
