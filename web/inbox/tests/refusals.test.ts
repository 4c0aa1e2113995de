import { afterEach, expect, test } from "vitest";
import { ApiError, Unreachable } from "../src/api/http";
import { reasonOf, refusalText } from "../src/app/refusals";
import { speak } from "../src/texts/i18n";

afterEach(() => speak("en"));

const invalid = (detail: string, fields: Record<string, string> = {}) =>
  new ApiError(422, "invalid", detail, { fields });

test("a refusal is told in the language of the screen, with its figures and names", () => {
  speak("id");
  const over = "This channel does not take it: sketsa.zip is of a kind that this channel does not";
  expect(reasonOf(invalid(`${over} take (application/zip).`))).toBe(
    "Kanal ini tidak menerima jenis berkas sketsa.zip.",
  );
  expect(reasonOf(invalid("Some values are not valid.", { until: "is no date" }))).toBe(
    "Masukkan tanggal.",
  );
  const large = new ApiError(413, "file_too_large", "larger", { limit: 25 * 1024 * 1024 });
  expect(reasonOf(large)).toBe("Berkas lebih besar dari 25 MB.");
  expect(reasonOf(new Unreachable("away"))).toBe("Server tidak menjawab. Coba lagi.");
});

test("who was first is named in the language of the screen, also where only the hub's sentence tells it", () => {
  speak("id");
  const taken = new ApiError(409, "conversation_taken", "Taken by Budi Santoso.");
  expect(reasonOf(taken)).toBe("Sudah ditangani Budi Santoso.");
  const ended = new ApiError(409, "conversation_resolved", "Already resolved by the system.");
  expect(reasonOf(ended)).toBe("Chat ini sudah berakhir.");
  const elsewhere = new ApiError(409, "invalid", "This member is not in this department.");
  expect(reasonOf(elsewhere)).toBe("Anggota ini bukan dari departemen ini.");
});

test("what has no words yet is told by its kind, never in another language", () => {
  const strange = new ApiError(409, "something_new", "A sentence of a newer hub.");
  expect(reasonOf(strange)).toBe("A sentence of a newer hub.");
  speak("id");
  expect(reasonOf(strange)).toBe("Orang lain lebih dulu. Lihat kembali.");
  expect(refusalText(new ApiError(403, "forbidden", "You may not do this."))).toBe(
    "Tidak dilakukan: Anda tidak berhak melakukan ini, atau tidak lagi.",
  );
});
