import type { ReactNode } from "react";

const LINK = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g;

/** Plain text with its line breaks; addresses of the web become links. Never HTML. */
export function MessageText({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const [address] = match;
    parts.push(text.slice(end, match.index));
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
    end = match.index + address.length;
  }
  parts.push(text.slice(end));
  return (
    <span className="text" dir="auto">
      {parts}
    </span>
  );
}
