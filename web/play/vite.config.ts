import { defineConfig } from "vite";

/** The page *Play the customer*, served at /play by the demo alone. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/play/",
  build: {
    outDir: "../dist/play",
    emptyOutDir: true,
    target: "es2020",
    modulePreload: { polyfill: false },
    // A file of its own for the font: the policy of the page allows no data addresses.
    assetsInlineLimit: 0,
  },
});
