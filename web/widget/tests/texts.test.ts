import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "../src/app/text/en";
import { id } from "../src/app/text/id";
import { words } from "../src/loader/words";

const APP = join(import.meta.dirname, "../src/app");

function keysOf(texts: object, prefix = ""): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "object" ? keysOf(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}

function sentences(texts: object): string[] {
  return Object.values(texts).flatMap((value) => {
    if (typeof value === "object") return sentences(value);
    return typeof value === "function" ? [String(value("A", "B", "C"))] : [value];
  });
}

test("both languages have every sentence", () => {
  expect(keysOf(id)).toEqual(keysOf(en));
  expect(keysOf(words.id)).toEqual(keysOf(words.en));
});

test("no sentence is empty, shouts, or is left over", () => {
  for (const said of [...sentences(en), ...sentences(id), ...sentences(words)]) {
    expect(said.trim()).not.toBe("");
    expect(said).not.toMatch(/!|undefined|NaN/);
  }
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const code = files.map((file) => readFileSync(join(APP, file), "utf8")).join("\n");
  const unused = Object.keys(en).filter((key) => !code.includes(`texts.${key}`));
  expect(unused).toEqual([]);
});

test("screens hold no words of their own", () => {
  const screens = readdirSync(join(APP, "ui")).filter((file) => file.endsWith(".tsx"));
  for (const file of screens) {
    const code = readFileSync(join(APP, "ui", file), "utf8");
    expect(code.match(/>\s*[A-Z][a-z]+[^<>{}=;()]*<\//g), file).toBeNull();
    expect(code.match(/(aria-label|placeholder|title|alt)="[^"]+"/g), file).toBeNull();
  }
});
