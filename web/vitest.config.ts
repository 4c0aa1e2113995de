import { defineConfig } from "vitest/config";

// Times in the tests are those of one place, wherever they run.
process.env.TZ = "Asia/Jakarta";

export default defineConfig({
  test: {
    include: ["live/**/*.test.ts", "inbox/**/*.test.ts", "tokens/**/*.test.ts"],
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://inbox.test/" } },
    setupFiles: ["./inbox/tests/setup.ts"],
    isolate: false,
    testTimeout: 5_000,
  },
});
