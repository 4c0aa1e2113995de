// Outlines of Tabler Icons (MIT, copyright Paweł Kuna), as in ui/iconPaths.ts: those that only
// whoever writes a mail needs to load.
export const paths = {
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7h-6l0 -7 M13 12h1a3.5 3.5 0 0 1 0 7h-7v-7",
  italic: "M11 5l6 0 M7 19l6 0 M14 5l-4 14",
  list: "M9 6l11 0 M9 12l11 0 M9 18l11 0 M5 6l0 .01 M5 12l0 .01 M5 18l0 .01",
  "list-numbers":
    "M11 6h9 M11 12h9 M12 18h8 M4 16a2 2 0 1 1 4 0c0 .591 -.5 1 -1 1.5l-3 2.5h4 M6 10v-6l-2 2",
  blockquote:
    "M6 15h15 M21 19h-15 M15 11h6 M21 7h-6 M9 9h1a1 1 0 1 1 -1 1v-2.5a2 2 0 0 1 2 -2 M3 9h1a1 1 0 1 1 -1 1v-2.5a2 2 0 0 1 2 -2",
  underline: "M7 5v5a5 5 0 0 0 10 0v-5 M5 19h14",
  table:
    "M3 5a2 2 0 0 1 2 -2h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14 M3 10h18 M10 3v18",
  code: "M7 8l-4 4l4 4 M17 8l4 4l-4 4 M14 4l-4 16",
  heading: "M7 12h10 M7 5v14 M17 5v14 M15 19h4 M15 5h4 M5 19h4 M5 5h4",
  strikethrough:
    "M5 12l14 0 M16 6.5a4 2 0 0 0 -4 -1.5h-1a3.5 3.5 0 0 0 0 7h2a3.5 3.5 0 0 1 0 7h-1.5a4 2 0 0 1 -4 -1.5",
  "clear-formatting": "M17 15l4 4m0 -4l-4 4 M7 6v-1h11v1 M7 19l4 0 M13 5l-4 14",
  "row-insert-bottom":
    "M20 6v4a1 1 0 0 1 -1 1h-14a1 1 0 0 1 -1 -1v-4a1 1 0 0 1 1 -1h14a1 1 0 0 1 1 1 M12 15l0 4 M14 17l-4 0",
  "row-insert-top":
    "M4 18v-4a1 1 0 0 1 1 -1h14a1 1 0 0 1 1 1v4a1 1 0 0 1 -1 1h-14a1 1 0 0 1 -1 -1 M12 9v-4 M10 7l4 0",
  "column-insert-right":
    "M6 4h4a1 1 0 0 1 1 1v14a1 1 0 0 1 -1 1h-4a1 1 0 0 1 -1 -1v-14a1 1 0 0 1 1 -1 M15 12l4 0 M17 10l0 4",
  "column-insert-left":
    "M14 4h4a1 1 0 0 1 1 1v14a1 1 0 0 1 -1 1h-4a1 1 0 0 1 -1 -1v-14a1 1 0 0 1 1 -1 M5 12l4 0 M7 10l0 4",
  "row-remove":
    "M20 6v4a1 1 0 0 1 -1 1h-14a1 1 0 0 1 -1 -1v-4a1 1 0 0 1 1 -1h14a1 1 0 0 1 1 1 M10 16l4 4 M10 20l4 -4",
  "column-remove":
    "M6 4h4a1 1 0 0 1 1 1v14a1 1 0 0 1 -1 1h-4a1 1 0 0 1 -1 -1v-14a1 1 0 0 1 1 -1 M16 10l4 4 M16 14l4 -4",
  "arrow-forward-up": "M15 14l4 -4l-4 -4 M19 10h-11a4 4 0 1 0 0 8h1",
  "table-row":
    "M3 5a2 2 0 0 1 2 -2h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14 M9 3l-6 6 M14 3l-7 7 M19 3l-7 7 M21 6l-4 4 M3 10h18 M10 10v11",
  separator: "M3 12l0 .01 M7 12l10 0 M21 12l0 .01",
} as const;
