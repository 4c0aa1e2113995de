import { defineConfig } from "vite";

/** `/widget.js`: one classic script without imports, for any page and older browsers. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: "../dist/loader",
    emptyOutDir: true,
    target: "es2019",
    lib: {
      entry: "src/loader/main.ts",
      formats: ["iife"],
      name: "SimpulLoader",
      fileName: () => "widget.js",
    },
  },
});
