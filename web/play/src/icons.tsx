/** Line icons of 24 by 24, drawn for this page. */
import type { JSX } from "preact";

const PATHS = {
  whatsapp:
    "M4 20l1.2-3.6a8 8 0 1 1 3 2.7L4 20M9 9.5c0 3 2.5 5.5 5.5 5.5l1-1.6-2-1-1 1a4 4 0 0 1-2-2l1-1-1-2z",
  telegram: "M20 5L3.5 11.5l5 2L18 7l-7 8v4.5l2.6-3L17.5 19z",
  email: "M4 6h16v12H4zM4 7l8 6 8-6",
  livechat: "M4 19l1.2-3.4a8 7 0 1 1 3 2.5L4 19M9 11h.01M12 11h.01M15 11h.01",
  plus: "M12 5v14M5 12h14",
  send: "M5 12h13M13 6l6 6-6 6",
  clip: "M8 12l6-6a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l7-7",
  one: "M5 12l5 5L19 8",
  two: "M3 12l5 5L17 8M12 16l1.5 1.5L22 9",
  fail: "M12 7v6M12 16.5h.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  back: "M14 6l-6 6 6 6",
  sliders: "M5 7h8M17 7h2M15 5v4M5 17h2M11 17h8M9 15v4",
  pin: "M12 21s-6-5.5-6-10a6 6 0 0 1 12 0c0 4.500-6 10-6 10zM12 9.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20a7 7 0 0 1 14 0",
  group:
    "M9 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 19a6 6 0 0 1 12 0M16 5.500a3.500 3.500 0 0 1 0 6.500M21 19a6 6 0 0 0-3.500-5.500",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  theme: "M12 4a8 8 0 1 0 8 8 6 6 0 0 1-8-8z",
  out: "M10 5H5v14h14v-5M14 5h5v5M19 5l-8 8",
  reply: "M9 7l-5 5 5 5M4 12h9a6 6 0 0 1 6 6",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, label }: { name: IconName; label?: string }): JSX.Element {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

export const iconOf = (kind: string): IconName => (kind in PATHS ? (kind as IconName) : "livechat");
