// Fails when a text is missing in a language, is left over in one, or is used nowhere.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../inbox/src/", import.meta.url));
/** The words of the first screen, and those that come with other code. */
const FILES = (lang) =>
  readdirSync(join(source, "texts")).filter((name) =>
    new RegExp(`^(\\w+\\.)?${lang}\\.json$`).test(name),
  );
const read = (lang) =>
  FILES(lang).flatMap((name) =>
    Object.keys(JSON.parse(readFileSync(join(source, "texts", name), "utf8"))),
  );

const stem = (key) => key.replace(/_(one|other)$/, "");
/** The plural forms that a language must have. */
const FORMS = { en: ["one", "other"], id: ["other"] };
const keys = { en: read("en"), id: read("id") };
const stems = Object.fromEntries(
  Object.entries(keys).map(([lang, all]) => [lang, new Set(all.map(stem))]),
);

const found = [];
for (const [lang, other] of [
  ["en", "id"],
  ["id", "en"],
]) {
  for (const key of stems[other]) {
    if (!stems[lang].has(key)) found.push(`${lang}: ${key} is missing`);
  }
  for (const key of new Set(keys[lang].filter((each) => stem(each) !== each).map(stem))) {
    const has = keys[lang]
      .filter((each) => each !== key && stem(each) === key)
      .map((each) => each.slice(key.length + 1));
    const wrong = FORMS[lang]
      .filter((form) => !has.includes(form))
      .concat(has.filter((form) => !FORMS[lang].includes(form)));
    if (wrong.length)
      found.push(`${lang}: ${key} has the wrong plural forms (${wrong.join(", ")})`);
  }
}

const code = readdirSync(source, { recursive: true })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(source, name), "utf8"))
  .join("\n");
const literals = new Set([...code.matchAll(/["`]([\w.]+)["`]/g)].map(([, text]) => text));
/** `t(\`priority.${...}\`)` uses every text below "priority.". */
const families = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map(([, prefix]) => prefix);
for (const key of stems.en) {
  if (!literals.has(key) && !families.some((prefix) => key.startsWith(prefix))) {
    found.push(`${key} is used nowhere`);
  }
}

for (const line of found) console.error(line);
console.log(`${stems.en.size} texts in two languages, ${found.length} problems`);
process.exit(found.length ? 1 : 0);
