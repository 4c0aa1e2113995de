import type { Attachment, Draft } from "../../../contract/types";
import type { Content } from "./drafts";

export const contentOf = (draft: Draft): Content => ({
  text: draft.text,
  mentions: draft.mentions,
  email: draft.email ?? null,
  attachments: draft.attachments ?? [],
  template: draft.template ?? null,
  replyTo: draft.replyTo ?? null,
});

/** `all` without what stands at its end already. */
const without = (all: string, end: string): string =>
  end && all.endsWith(end) ? all.slice(0, -end.length) : all;

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c] ?? c);

/** Plain text, such as a draft or a quick reply, as paragraphs. */
export const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p>${escaped(part).replaceAll("\n", "<br>")}</p>`)
    .join("");

const htmlOf = ({ text, email }: Content): string => email?.html ?? (text && paragraphs(text));

function both(first: readonly Attachment[], second: readonly Attachment[]): Attachment[] {
  const there = new Set(first.map((file) => file.id));
  return [...first, ...second.filter((file) => !there.has(file.id))];
}

/**
 * What was taken back, with what is being written below it: nothing of either is lost. `theirs` is
 * how the hub put it, above what it knew of the other (`before`); `mine` is newer than that.
 */
export function above(theirs: Content, before: Content | undefined, mine: Content): Content {
  const text = without(theirs.text, before?.text ?? "").trimEnd();
  // Another tab of this browser was faster.
  if (text && mine.text.startsWith(text)) return { ...theirs, ...mine };
  const { email } = theirs;
  const first = email?.html && without(email.html, before ? htmlOf(before) : "");
  const html = email && (first ?? (mine.email?.html ? paragraphs(text) : null));
  return {
    text: [text, mine.text].filter((part) => part.trim()).join("\n\n"),
    mentions: mine.mentions,
    email: email && { ...email, html: html === null ? null : `${html}${htmlOf(mine)}` },
    attachments: both(theirs.attachments, mine.attachments),
    template: theirs.template ?? mine.template,
    replyTo: theirs.replyTo ?? mine.replyTo,
  };
}
