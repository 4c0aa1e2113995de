import { expect, test } from "vitest";
import type { Attachment, ChannelLimits } from "../../contract/types";
import { goesAsFile, refusedFile, unfit } from "../src/composer/fileLimits";

const MB = 1024 * 1024;

const WHATSAPP: ChannelLimits = {
  maxText: 4096,
  maxFiles: 10,
  maxFile: 100 * MB,
  maxFileOf: { image: 5 * MB, video: 16 * MB },
  fileTypes: { "image/jpeg": "jpg", "application/pdf": "pdf" },
  hasTemplates: true,
  starts: true,
  medium: "chat",
  reportsReading: true,
};

const picked = (name: string, type: string, size: number): File =>
  Object.defineProperty(new File([], name, { type }), "size", { value: size });

const uploaded = (name: string, mime: string, size: number): Attachment => ({
  id: "a".repeat(24),
  kind: mime.startsWith("image/") ? "image" : "document",
  name,
  mime,
  size,
  url: "",
});

test("a file that is too large for us or the channel is refused before it goes up", () => {
  expect(refusedFile(picked("film.mp4", "video/mp4", 26 * MB))).toBe(
    "film.mp4 is 26 MB; files may be up to 25 MB.",
  );
  const narrow = { ...WHATSAPP, maxFile: 2 * MB, maxFileOf: { image: 5 * MB } };
  expect(refusedFile(picked("a.pdf", "application/pdf", 3 * MB), narrow)).toContain("2 MB");
  expect(refusedFile(picked("a.jpg", "image/jpeg", 3 * MB), narrow)).toBeNull();
  expect(refusedFile(picked("empty.txt", "text/plain", 0))).toBe("empty.txt is empty.");
});

test("a kind that the channel does not take is told by its bytes, with those that it takes", () => {
  expect(unfit(uploaded("x.zip", "application/zip", MB), WHATSAPP)).toBe(
    "This channel does not take this kind of file. It takes JPG, PDF.",
  );
  expect(unfit(uploaded("x.pdf", "application/pdf", MB), WHATSAPP)).toBeNull();
  expect(
    unfit(uploaded("x.zip", "application/zip", MB), { ...WHATSAPP, fileTypes: null }),
  ).toBeNull();
});

test("a large picture is told to arrive as a file", () => {
  expect(goesAsFile(uploaded("x.jpg", "image/jpeg", 6 * MB), WHATSAPP)).toBe(true);
  expect(goesAsFile(uploaded("x.jpg", "image/jpeg", 4 * MB), WHATSAPP)).toBe(false);
  expect(goesAsFile(uploaded("x.pdf", "application/pdf", 20 * MB), WHATSAPP)).toBe(false);
});
