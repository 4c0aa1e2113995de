import { expect, test } from "vitest";
import { Unreachable } from "../src/api/http";
import { inSteps, type Outcome } from "../src/app/inSteps";

const all = ["a", "b", "c", "d", "e"].map((id) => ({ id }));
const well = async (some: readonly { id: string }[]): Promise<Outcome[]> => [...some];

test("each is asked for once, a few at a time", async () => {
  const sizes: number[] = [];
  const outcomes = await inSteps(all, 2, (some) => {
    sizes.push(some.length);
    return well(some);
  });
  expect(sizes).toEqual([2, 2, 1]);
  expect(outcomes).toEqual(all);
});

test("what was done before the line broke is kept, and the rest is told of", async () => {
  const away = new Unreachable("away");
  const outcomes = await inSteps(all, 2, (some) =>
    some[0]?.id === "c" ? Promise.reject(away) : well(some),
  );
  expect(outcomes).toEqual([
    { id: "a" },
    { id: "b" },
    ...["c", "d", "e"].map((id) => ({ id, refusal: away })),
  ]);
});

test("where nothing was done, it is the act that was refused", async () => {
  const away = new Unreachable("away");
  await expect(inSteps(all, 2, () => Promise.reject(away))).rejects.toBe(away);
});
