import { defineConfig } from "vite";

/** The app in the frame. Its page is served at /widget/{channelId}, its files below /widget/assets. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/widget/",
  build: {
    outDir: "../dist/widget",
    emptyOutDir: true,
    target: "es2020",
    modulePreload: { polyfill: false },
    // A file of its own for the font: the policy of the page allows no data addresses.
    assetsInlineLimit: 0,
  },
});
