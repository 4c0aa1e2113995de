import { defineConfig } from "vite";

/** The page of a made-up customer with the chat on it, served at /demo with the demo data. */
export default defineConfig({
  root: `${import.meta.dirname}/demo`,
  base: "/demo/",
  publicDir: false,
  build: {
    outDir: "../../dist/demo",
    emptyOutDir: true,
    target: "es2020",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
