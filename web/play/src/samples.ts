/** Files at hand for whoever tries the page, and the kind of one of his own. */

async function sample(name: string, type: string): Promise<File> {
  const answer = await fetch(`/play/samples/${name}`);
  return new File([await answer.blob()], name, { type });
}

export const samplePhoto = () => sample("paket-penyok.jpg", "image/jpeg");
export const sampleVoice = () => sample("pesan-suara.ogg", "audio/ogg");
export const samplePaper = () => sample("bukti-bayar.pdf", "application/pdf");

/** Drawn here, as WebP with a clear ground. */
export async function sampleSticker(): Promise<File> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 512;
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.font = "380px serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText("📦", 256, 276);
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/webp", 0.8));
  return new File([blob ?? new Blob()], "stiker.webp", { type: "image/webp" });
}

/** As a phone would send it. */
export function kindOf(file: File, kinds: readonly string[]): string {
  const wish = file.type.startsWith("image/")
    ? "image"
    : file.type.startsWith("video/")
      ? "video"
      : file.type.startsWith("audio/")
        ? "audio"
        : "document";
  const taken = { image: /^image\/(jpeg|png)$/, video: /^video\/(mp4|3gpp)$/ } as Record<
    string,
    RegExp
  >;
  const fits = taken[wish]?.test(file.type) ?? true;
  return fits && kinds.includes(wish) ? wish : "document";
}
