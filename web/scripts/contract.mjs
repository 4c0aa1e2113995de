// Makes contract/types.ts from the hub's contract files.
//   node scripts/contract.mjs           writes it
//   node scripts/contract.mjs --check   fails when it is stale
// Reads docs/contract/{openapi,asyncapi}.json, or the folder named after --from.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const args = process.argv.slice(2);
const from = args.includes("--from")
  ? resolve(args[args.indexOf("--from") + 1])
  : fileURLToPath(new URL("../../docs/contract/", import.meta.url));
const target = fileURLToPath(new URL("../contract/types.ts", import.meta.url));

const BANNER =
  "// Made from the hub's OpenAPI and AsyncAPI files by scripts/contract.mjs. Do not edit.\n";

/** `Conversation.a1b2c3` and `models__wire__Conversation` are both `Conversation`; a page of X is `XPage`. */
function plainName(name) {
  const bare = name
    .replace(/\.[0-9a-f]{6,}$/, "")
    .split("__")
    .pop();
  const generic = /^(\w+?)\[(\w+)\]$|^(Page)_(\w+?)_?$/.exec(bare);
  if (generic) return `${generic[2] ?? generic[4]}${generic[1] ?? generic[3]}`;
  return bare.replace(/\W+/g, "");
}

function componentsOf(file) {
  const path = resolve(from, file);
  if (!existsSync(path)) return {};
  return JSON.parse(readFileSync(path, "utf8")).components?.schemas ?? {};
}

/** Points every reference at #/definitions, and drops titles, which would become type names. */
function rewrite(node) {
  if (Array.isArray(node)) return node.map(rewrite);
  if (node === null || typeof node !== "object") return node;
  const out = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === "title" && typeof value === "string") continue;
    if (key === "$ref")
      out.$ref = `#/definitions/${plainName(value.split("/").pop().replace("~1", "/"))}`;
    else out[key] = rewrite(value);
  }
  return out;
}

/** What the hub always sends is required: a default only means that a sender may leave it out. */
function definitions() {
  const found = { ...componentsOf("openapi.json"), ...componentsOf("asyncapi.json") };
  const plain = Object.entries(found).map(([name, schema]) => [plainName(name), rewrite(schema)]);
  return Object.fromEntries(plain.sort(([a], [b]) => a.localeCompare(b)));
}

async function types() {
  const all = definitions();
  const names = Object.keys(all);
  if (names.length === 0) throw new Error(`no contract files in ${from}`);
  const root = {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }])),
    definitions: all,
    additionalProperties: false,
  };
  return compile(root, "Contract", {
    bannerComment: BANNER,
    additionalProperties: false,
    // A bounded array stays an array: tuples of every length help nobody.
    maxItems: -1,
    style: { printWidth: 100 },
  });
}

const made = await types();
if (args.includes("--check")) {
  const present = existsSync(target) ? readFileSync(target, "utf8") : "";
  if (present !== made) {
    console.error("contract/types.ts is stale: run `npm run contract`");
    process.exit(1);
  }
  console.log("contract/types.ts is fresh");
} else {
  writeFileSync(target, made);
  console.log(`contract/types.ts written`);
}
