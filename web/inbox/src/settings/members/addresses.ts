/** What the field holds besides the text that is still being typed. */
export interface Chip {
  email: string;
  good: boolean;
}

const ADDRESS = /^[^@\s<>"]+@[^@\s<>".]+(\.[^@\s<>".]+)+$/;
/** Between addresses; "Ana <ana@x.id>; budi@x.id" and a column of a table are taken apart alike. */
const BETWEEN = /[\s,;<>"'()[\]]+/;

export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);

/** The addresses in a text. Words beside a named address are its name; alone, a word is a wrong address. */
export function addressesIn(text: string): string[] {
  return text.split(/[\n,;]+/).flatMap((part) => {
    const words = part.split(BETWEEN).filter(Boolean);
    const good = words.filter(isAddress);
    if (good.length === 0) return words.length > 0 ? [words.join(" ")] : [];
    const tried = words.filter((word) => word.includes("@") && !isAddress(word));
    return [...good, ...tried];
  });
}

/** The chips with these added: each address once, in small letters. */
export function withAddresses(chips: readonly Chip[], text: string): Chip[] {
  const known = new Map(chips.map((chip) => [chip.email, chip]));
  for (const each of addressesIn(text)) {
    const email = each.toLowerCase();
    if (!known.has(email)) known.set(email, { email, good: isAddress(email) });
  }
  return [...known.values()];
}
