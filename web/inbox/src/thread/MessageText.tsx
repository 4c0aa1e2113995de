import type { ReactNode } from "react";

const LINK = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g;

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Addresses, and the names of those whom a note mentions: the longer first. */
function marked(names: readonly string[]): RegExp {
  if (names.length === 0) return LINK;
  const longest = [...names].sort((a, b) => b.length - a.length).map(escaped);
  return new RegExp(`${LINK.source}|@(?:${longest.join("|")})`, "g");
}

/** Plain text with its line breaks; addresses of the web become links. Never HTML. */
export function MessageText({ text, names = [] }: { text: string; names?: readonly string[] }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(marked(names))) {
    const [address] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + address.length;
    if (address.startsWith("@")) {
      parts.push(
        <b key={match.index} className="mention">
          {address}
        </b>,
      );
      continue;
    }
    parts.push(
      <a
        key={match.index}
        className="link"
        href={address}
        target="_blank"
        rel="noopener noreferrer nofollow"
      >
        {address}
      </a>,
    );
  }
  parts.push(text.slice(end));
  return (
    <span className="text" dir="auto">
      {parts}
    </span>
  );
}
