export type Strength = "short" | "weak" | "fair" | "strong";

export const LEAST = 8;
export const MOST = 256;

const COMMON =
  /^(?:(?:pass|password|qwerty|qwertz|admin|simpul|rahasia|sandi|kata|sayang|bismillah|indonesia)[\W\d_]*)+$/i;

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u];

/** How hard a password is to guess, roughly: by its length, its kinds of signs, and what repeats. */
export function strengthOf(password: string, known: readonly string[] = []): Strength {
  if ([...password].length < LEAST) return "short";
  const plain = password.toLowerCase();
  const named = known
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\d]+/u))
    .filter((word) => word.length >= 4);
  const own = named.reduce((rest, word) => rest.replaceAll(word, ""), plain);
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  const different = new Set(own).size;
  if (COMMON.test(password) || different < 5 || /^\d+$/.test(password)) return "weak";
  if (isRow(plain) || own.length < 6) return "weak";
  const worth = own.length + 2 * (kinds - 1) + Math.min(different, 12) / 2;
  return worth >= 22 ? "strong" : worth >= 14 ? "fair" : "weak";
}

/** abcdefgh, 98765432: each sign the neighbour of the one before. */
function isRow(text: string): boolean {
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  return steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 9) <= 1;
}
