import { expect, test } from "vitest";
import { faultOf } from "../src/app/store/files";

const limits = { maxText: 10, maxFiles: 2, maxFile: 1000, mimes: ["image/*", "application/pdf"] };

test("limits are told before a byte is sent", () => {
  expect(faultOf({ size: 10, type: "image/png" }, limits)).toBeNull();
  expect(faultOf({ size: 10, type: "application/pdf" }, limits)).toBeNull();
  expect(faultOf({ size: 0, type: "image/png" }, limits)).toBe("empty");
  expect(faultOf({ size: 1001, type: "image/png" }, limits)).toBe("tooBig");
  expect(faultOf({ size: 10, type: "text/html" }, limits)).toBe("wrongKind");
});

test("a type the browser does not know is left to the hub", () => {
  expect(faultOf({ size: 10, type: "" }, limits)).toBeNull();
});
