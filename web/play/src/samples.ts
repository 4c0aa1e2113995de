/** Files at hand for whoever tries the page, and the kind of one of his own. */

async function sample(name: string, type: string): Promise<File> {
  const answer = await fetch(`/play/samples/${name}`);
  return new File([await answer.blob()], name, { type });
}

export const samplePhoto = () => sample("paket-penyok.jpg", "image/jpeg");
export const sampleVoice = () => sample("pesan-suara.ogg", "audio/ogg");
export const samplePaper = () => sample("bukti-bayar.pdf", "application/pdf");

/** A parcel that smiles, drawn here as WebP with a clear ground. */
export async function sampleSticker(): Promise<File> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 512;
  const pen = canvas.getContext("2d");
  if (pen) drawParcel(pen);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/webp", 0.8));
  return new File([blob ?? new Blob()], "stiker.webp", { type: "image/webp" });
}

function drawParcel(pen: CanvasRenderingContext2D): void {
  const shape = (color: string, ...corners: [number, number][]) => {
    pen.fillStyle = color;
    pen.beginPath();
    for (const [x, y] of corners) pen.lineTo(x, y);
    pen.fill();
  };
  shape("#c98a4b", [76, 190], [436, 190], [436, 450], [76, 450]);
  shape("#a86c33", [76, 190], [130, 110], [382, 110], [436, 190]);
  shape("#f1dcb8", [226, 110], [286, 110], [292, 190], [220, 190]);
  shape("#f1dcb8", [220, 190], [292, 190], [292, 250], [220, 250]);
  pen.strokeStyle = pen.fillStyle = "#3d2511";
  pen.lineWidth = 14;
  pen.lineCap = "round";
  for (const x of [186, 326]) {
    pen.beginPath();
    pen.arc(x, 316, 17, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.beginPath();
  pen.arc(256, 330, 66, 0.2 * Math.PI, 0.8 * Math.PI);
  pen.stroke();
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
