import type { Attachment, ChannelLimits } from "../../../contract/types";
import { bytes } from "../texts/format";
import { language, t } from "../texts/i18n";

/** The hub's own limits; told before anything is sent. */
export const MAX_FILES = 10;
export const MAX_FILE = 25 * 1024 * 1024;

/** "image/png" is an image; what is no picture, film or sound is a document. */
function kindOf(mime: string): string {
  const [kind = ""] = mime.split("/");
  return ["image", "video", "audio"].includes(kind) ? kind : "document";
}

/** The largest that the hub and the channel take, in bytes; what is above a picture's limit goes as a document. */
const largest = (mime: string, limits?: ChannelLimits): number =>
  limits
    ? Math.min(MAX_FILE, Math.max(limits.maxFile, limits.maxFileOf?.[kindOf(mime)] ?? 0))
    : MAX_FILE;

const tooLarge = (name: string, size: number, limit: number): string =>
  t("composer.fileTooLarge", {
    name,
    size: bytes(size, language()),
    limit: bytes(limit, language()),
  });

/** Why a file need not even be uploaded, judged by what the browser takes it for. */
export function refusedFile(file: File, limits?: ChannelLimits): string | null {
  if (file.size === 0) return t("composer.fileEmpty", { name: file.name });
  const limit = largest(file.type, limits);
  return file.size > limit ? tooLarge(file.name, file.size, limit) : null;
}

/** Why the channel does not take a file that is up: the hub has looked into it and knows its kind. */
export function unfit(file: Attachment, limits?: ChannelLimits): string | null {
  // Named in the text of a mail, and not yet known.
  if (!file.mime || !limits) return null;
  const { fileTypes } = limits;
  if (fileTypes && !(file.mime in fileTypes)) {
    const kinds = [...new Set(Object.values(fileTypes))].map((each) => each.toUpperCase());
    return t("composer.fileKind", { kinds: kinds.join(", ") });
  }
  const limit = largest(file.mime, limits);
  return file.size > limit ? tooLarge(file.name, file.size, limit) : null;
}

/** A picture above the channel's limit for pictures arrives as a file, without a preview. */
export const goesAsFile = (file: Attachment, limits?: ChannelLimits): boolean =>
  kindOf(file.mime) !== "document" &&
  file.size > (limits?.maxFileOf?.[kindOf(file.mime)] ?? Number.POSITIVE_INFINITY);
