import { Fragment } from "preact";

const LINK = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/gi;

/** A message's text: line breaks kept, addresses made into links, nothing else interpreted. */
export function Words({ text }: { text: string }) {
  const parts: (string | { href: string })[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push({ href: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts.map((part, at) =>
    typeof part === "string" ? (
      <Fragment key={at}>{part}</Fragment>
    ) : (
      <a key={at} href={part.href} target="_blank" rel="noopener nofollow">
        {part.href}
      </a>
    ),
  );
}
