import type { Draft } from "../../../contract/types";
import type { Content } from "./drafts";

/** What is written in a draft, whether the hub or this device has it. */
export const contentOf = (draft: Pick<Draft, keyof Content>): Content => ({
  text: draft.text,
  mentions: draft.mentions,
  email: draft.email ?? null,
  attachments: draft.attachments ?? [],
  template: draft.template ?? null,
  replyTo: draft.replyTo ?? null,
});

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c] ?? c);

/** Plain text, such as a draft or a quick reply, as paragraphs. */
export const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p>${escaped(part).replaceAll("\n", "<br>")}</p>`)
    .join("");
