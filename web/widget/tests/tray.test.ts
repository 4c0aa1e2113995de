import { expect, test } from "vitest";
import { Refused, Unreachable } from "../src/app/api";
import { isReady, Tray, type TrayState } from "../src/app/store/tray";
import type { Attachment } from "../src/app/wire";
import { session, settled } from "./people";

const limits = { ...session().channel.limits, maxFiles: 2, maxFile: 100 };

const file = (name: string, size = 10, type = "image/png") =>
  new File([new Uint8Array(size)], name, { type });

function scene() {
  let state: TrayState = { held: [], complaints: [] };
  const on: { give(): void; fail(error: unknown): void; cancelled: boolean }[] = [];
  const tray = new Tray(
    (sent, progress) => {
      const one = {
        give: () => undefined,
        fail: (_: unknown) => undefined,
        cancelled: false,
      } as (typeof on)[0];
      const done = new Promise<Attachment>((resolve, reject) => {
        one.give = () => resolve({ id: sent.name } as Attachment);
        one.fail = reject;
      });
      progress(0.5);
      on.push(one);
      const cancel = () => {
        one.cancelled = true;
      };
      return { done, cancel };
    },
    limits,
    (next) => {
      state = next;
    },
  );
  return { tray, on, now: () => state };
}

test("files go up at once and are ready when all are there", async () => {
  const { tray, on, now } = scene();
  tray.take([file("satu.png"), file("dua.png")]);
  on[0]?.give();
  await settled();
  expect(now().held.map((one) => one.progress)).toEqual([1, 0.5]);
  expect(isReady(now())).toBe(false);
  on[1]?.give();
  await settled();
  expect(isReady(now())).toBe(true);
});

test("what does not fit is named and nothing of it is sent", () => {
  const { tray, on, now } = scene();
  tray.take([
    file("besar.png", 101),
    file("satu.png"),
    file("x.exe", 5, "application/x-msdownload"),
  ]);
  tray.take([file("dua.png"), file("tiga.png"), file("empat.png")]);
  expect(on).toHaveLength(2);
  expect(now().complaints).toEqual([{ fault: "tooMany" }]);
});

test("a lost upload can be tried again, a refused one says why", async () => {
  const { tray, on, now } = scene();
  tray.take([file("satu.png")]);
  on[0]?.fail(new Unreachable("away"));
  await settled();
  expect(now()).toMatchObject({ held: [{ failed: true }], complaints: [] });
  tray.retry(now().held[0]?.key ?? 0);
  on[1]?.fail(new Refused(422, "file_type_refused", ""));
  await settled();
  expect(now().complaints).toEqual([{ fault: "wrongKind", name: "satu.png", size: 10 }]);
});

test("taking a file out ends its upload", () => {
  const { tray, on, now } = scene();
  tray.take([file("satu.png")]);
  tray.drop(now().held[0]?.key ?? 0);
  expect(on[0]?.cancelled).toBe(true);
  expect(now().held).toEqual([]);
});
