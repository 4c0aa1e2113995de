import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test, vi } from "vitest";

/** The budget of the widget, gzipped: the loader weighs on every page of a customer. */
const LOADER = 5_000;
const APP = 45_000;

async function weigh(config: string): Promise<number> {
  // Else the libraries' halves for development are weighed.
  vi.stubEnv("NODE_ENV", "production");
  const built = await build({
    configFile: `${import.meta.dirname}/../${config}`,
    logLevel: "silent",
    mode: "production",
    build: { write: false },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    "output" in one ? one.output : [],
  );
  return outputs
    .filter((file) => !file.fileName.endsWith(".woff2"))
    .map((file) => gzipSync(file.type === "chunk" ? file.code : file.source).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}

test("the loader stays under 5 kB", { timeout: 60_000 }, async () => {
  expect(await weigh("vite.loader.config.ts")).toBeLessThan(LOADER);
});

test("the app with its styles stays under 45 kB", { timeout: 60_000 }, async () => {
  expect(await weigh("vite.config.ts")).toBeLessThan(APP);
});
