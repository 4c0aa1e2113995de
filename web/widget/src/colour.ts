/** Contrast by WCAG 2: what can be read on a brand colour, and the brand as readable text. */

/** Pure black, for of the two one always reaches 4.5. */
const BLACK = "#000000";
const WHITE = "#FFFFFF";

type Rgb = [number, number, number];

export function parseHex(colour: string): Rgb | null {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(colour);
  const hex = short
    ? short
        .slice(1)
        .map((d) => d + d)
        .join("")
    : colour.replace(/^#/, "");
  if (!/^[\da-f]{6}$/i.test(hex)) return null;
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 to 21; 1 when a colour cannot be understood. */
export function contrast(one: string, other: string): number {
  const a = parseHex(one);
  const b = parseHex(other);
  if (!a || !b) return 1;
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** White where it passes 4.5, else whichever of black and white reads better. */
export function readable(background: string): string {
  const white = contrast(WHITE, background);
  return white >= 4.5 || white >= contrast(BLACK, background) ? WHITE : BLACK;
}

/** The share of `other` mixed into `colour`, 0 to 1. */
export function mix(colour: string, other: string, share: number): string {
  const a = parseHex(colour);
  const b = parseHex(other);
  if (!a || !b) return colour;
  const parts = a.map((part, at) => Math.round(part + ((b[at] as number) - part) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** The colour nearest to `colour` that can be read as text on `surface`. */
export function asText(colour: string, surface: string): string {
  const towards = luminance(parseHex(surface) ?? [255, 255, 255]) > 0.4 ? "#000000" : "#FFFFFF";
  for (let share = 0; share <= 1; share += 0.05) {
    const tried = mix(colour, towards, share);
    if (contrast(tried, surface) >= 4.5) return tried;
  }
  return towards;
}
