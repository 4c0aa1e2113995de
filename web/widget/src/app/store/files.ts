import type { Limits } from "../wire";

export type FileFault = "empty" | "tooBig" | "wrongKind";

/** What speaks against a file before a byte of it is sent; null when nothing does. */
export function faultOf(file: { size: number; type: string }, limits: Limits): FileFault | null {
  if (file.size === 0) return "empty";
  if (file.size > limits.maxFile) return "tooBig";
  // A type the browser does not know is left to the hub, which looks at the bytes.
  if (file.type !== "" && !limits.mimes.some((mime) => fits(file.type, mime))) return "wrongKind";
  return null;
}

function fits(type: string, mime: string): boolean {
  if (mime === "*/*") return true;
  const bare = type.split(";")[0]?.trim().toLowerCase() ?? "";
  return mime.endsWith("/*") ? bare.startsWith(mime.slice(0, -1)) : bare === mime.toLowerCase();
}
