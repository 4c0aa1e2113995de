import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstPaint } from "./firstPaint.ts";

const hub = process.env.HUB_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), firstPaint()],
  build: {
    outDir: "../dist/inbox",
    emptyOutDir: true,
    target: "es2022",
    // A font or an icon inside a style sheet would be fetched by everyone at once.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { "/api": hub, "/socket.io": { target: hub, ws: true } },
  },
});
