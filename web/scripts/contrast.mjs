// Computes the colour pairs of tokens/tokens.css and fails below WCAG 2.2 AA:
// 4.5 : 1 for text, 3 : 1 for edges of controls, focus rings and presence dots.
import { readFileSync } from "node:fs";

const TEXT = 4.5;
const EDGE = 3;

const GROUNDS = ["canvas", "surface", "sunken", "hover", "selected"];
const PAIRS = [
  ...["text", "text-2", "link"].flatMap((ink) => GROUNDS.map((ground) => [ink, ground, TEXT])),
  ...["canvas", "surface", "hover", "sunken", "selected"].map((ground) => ["muted", ground, TEXT]),
  ["placeholder", "control-bg", TEXT],
  ...["text", "text-2", "link"].map((ink) => [ink, "bubble-in", TEXT]),
  ["muted", "bubble-in", TEXT],
  ...["text", "text-2", "link", "info-text"].map((ink) => [ink, "bubble-out", TEXT]),
  ["on-accent", "accent", TEXT],
  ["on-accent", "accent-hover", TEXT],
  ["note-text", "note-bg", TEXT],
  ["note-bg", "note-text", TEXT],
  ["tooltip-text", "tooltip-bg", TEXT],
  ["count-text", "count-bg", TEXT],
  ["avatar-text", "avatar-bg", TEXT],
  ["text-2", "chip-bg", TEXT],
  ...["danger", "warn", "ok", "info"].flatMap((role) => [
    [`${role}-text`, `${role}-soft`, TEXT],
    [`${role}-text`, "surface", TEXT],
    [`${role}-text`, "canvas", TEXT],
    ["on-solid", `${role}-solid`, TEXT],
  ]),
  ["danger-text", "menu-bg", TEXT],
  ["outline", "surface", EDGE],
  ["outline", "canvas", EDGE],
  ["outline", "control-bg", EDGE],
  ["focus", "surface", EDGE],
  ["focus", "canvas", EDGE],
  ["focus", "note-bg", EDGE],
  ["note-edge", "note-bg", EDGE],
  ["note-edge", "canvas", EDGE],
  ...["gray", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink"].flatMap(
    (name) =>
      ["chip-bg", "surface", "menu-bg", "selected"].map((ground) => [
        `label-${name}`,
        ground,
        EDGE,
      ]),
  ),
  ...["online", "away", "offline"].flatMap((dot) => [
    [dot, "surface", EDGE],
    [dot, "canvas", EDGE],
  ]),
];
const WALLBOARD = [
  ["wb-figure", "wb-tile", TEXT],
  ["wb-label", "wb-tile", TEXT],
  ["wb-label", "wb-bg", TEXT],
  ["wb-on-warn", "wb-warn", TEXT],
  ["wb-on-alarm", "wb-alarm", TEXT],
];

/** The custom properties of the blocks that `selector` opens, as name -> value. */
function block(css, selector) {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(css.indexOf("{", start) + 1, css.indexOf("\n}", start));
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]),
  );
}

function resolve(tokens, name) {
  const value = tokens.get(name);
  if (!value) throw new Error(`tokens.css has no --${name}`);
  const alias = /^var\(--([\w-]+)\)$/.exec(value);
  return alias ? resolve(tokens, alias[1]) : value;
}

function luminance(hex) {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function failures(theme, tokens, pairs) {
  return pairs.flatMap(([ink, ground, least]) => {
    const found = ratio(resolve(tokens, ink), resolve(tokens, ground));
    return found < least
      ? [`${theme}: ${ink} on ${ground} is ${found.toFixed(2)}, needs ${least}`]
      : [];
  });
}

const css = readFileSync(new URL("../tokens/tokens.css", import.meta.url), "utf8");
const light = block(css, ":root");
const dark = new Map([...light, ...block(css, '[data-theme="dark"]')]);
const wallboard = block(css, '[data-face="wallboard"]');
const found = [
  ...failures("light", light, PAIRS),
  ...failures("dark", dark, PAIRS),
  ...failures("wallboard", wallboard, WALLBOARD),
];
for (const line of found) console.error(line);
const pairs = PAIRS.length * 2 + WALLBOARD.length;
console.log(`${pairs - found.length} of ${pairs} colour pairs pass WCAG AA`);
process.exit(found.length ? 1 : 0);
