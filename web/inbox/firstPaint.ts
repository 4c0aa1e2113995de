import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const SCRIPTS = ["src/boot.js", "src/firstRows.js"].map((name) => join(import.meta.dirname, name));

/** Line comments and indents are for readers of the source. */
const bare = (source: string): string =>
  source
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("//"))
    .join("\n");

/**
 * Puts the boot scripts and the style of the first screen into the page itself, so that the first
 * paint waits for one answer only. The hub allows inline scripts by their hash.
 */
export function firstPaint(): Plugin {
  return {
    name: "first-paint",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        const script = SCRIPTS.map((path) => bare(readFileSync(path, "utf8"))).join("\n");
        let page = html.replace("<!-- boot -->", () => `<script>${script}</script>`);
        for (const [name, file] of Object.entries(bundle ?? {})) {
          if (file.type !== "asset" || !name.endsWith(".css")) continue;
          const link = new RegExp(`<link rel="stylesheet"[^>]*href="/${name}"[^>]*>`);
          if (!link.test(page)) continue;
          // The disabled link is never fetched; it tells Vite's loader that this style is there.
          const style = `<style>${String(file.source)}</style>`;
          page = page.replace(
            link,
            () => `${style}<link rel="stylesheet" href="/${name}" disabled>`,
          );
          delete bundle?.[name];
        }
        return page;
      },
    },
  };
}
