const ADDRESS = /^[^@\s<>",;]+@[^@\s<>",;.]+(\.[^@\s<>",;.]+)+$/;
const NAMED = /<([^<>]+)>\s*$/;

/** The bare address in what was typed or pasted, "Ani <ani@x.example>" included; null when there is none. */
export function addressIn(typed: string): string | null {
  const text = typed.trim().replace(/^mailto:/i, "");
  const bare = (NAMED.exec(text)?.[1] ?? text).trim();
  if (bare.length > 254 || !ADDRESS.test(bare)) return null;
  const at = bare.lastIndexOf("@");
  return `${bare.slice(0, at)}@${bare.slice(at + 1).toLowerCase()}`;
}

/** Several at once, as pasted from a mail or a table: commas, semicolons and line ends part them. */
export const parts = (text: string): string[] =>
  text
    .split(/[,;\n\t]+/)
    .map((part) => part.trim())
    .filter(Boolean);

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Those that are not there yet, each once. */
export function withAll(addresses: readonly string[], more: readonly string[]): string[] {
  const all = [...addresses];
  for (const one of more) if (!all.some((each) => same(each, one))) all.push(one);
  return all;
}
