const ADDRESS = /^[^@\s<>",;:/]+@[^@\s<>",;.]+(\.[^@\s<>",;.]+)+$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Where links may lead: the web, and mailboxes. */
export const leadsSomewhere = (href: string): boolean => /^(https?:\/\/.|mailto:.)/i.test(href);

/** What was typed as an address of a link; null where it leads nowhere that a mail may link to. */
export function hrefOf(typed: string): string | null {
  const text = typed.trim();
  if (!text || /\s/.test(text)) return null;
  if (ADDRESS.test(text)) return `mailto:${text}`;
  // "localhost:8000" looks like a scheme; without dot or slash nobody means a page of the web.
  const href = SCHEME.test(text) && !/^[^/:]+\.[^/:]+:\d/.test(text) ? text : `https://${text}`;
  if (!leadsSomewhere(href)) return null;
  if (/^mailto:/i.test(href)) return ADDRESS.test(href.slice(7).split("?")[0] ?? "") ? href : null;
  const host = URL.canParse(href) ? new URL(href).hostname : "";
  return host.includes(".") || host === "localhost" || host.includes(":") ? href : null;
}
