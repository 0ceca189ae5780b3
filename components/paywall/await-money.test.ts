import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { awaitMoney, LOOK_MS, LOOKS_MAX } from "./await-money";

const page = Object.assign(new EventTarget(), { hidden: false });

function show(hidden: boolean): void {
  page.hidden = hidden;
  page.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  page.hidden = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A wallet with ten cents that waits for a quarter of a dollar. */
function wait(look: () => Promise<bigint>) {
  const leaving = new AbortController();
  const seen: bigint[] = [];
  const { signal } = leaving;
  const done = awaitMoney({ look, amount: 250_000n, balance: 100_000n, signal, onChange: (now) => seen.push(now) });
  return { done, seen, leaving };
}

it("goes on with the first look that finds enough, and tells of what came before", async () => {
  const look = vi.fn<() => Promise<bigint>>();
  look.mockResolvedValueOnce(100_000n).mockRejectedValueOnce(new TypeError("offline")).mockResolvedValueOnce(200_000n);
  look.mockResolvedValue(300_000n);
  const { done, seen } = wait(look);
  await vi.advanceTimersByTimeAsync(4 * LOOK_MS);
  expect(await done).toBe(300_000n);
  expect(look).toHaveBeenCalledTimes(4);
  expect(seen).toEqual([200_000n]);
});

it("asks for nothing while the page is hidden, and looks at once when it is seen again", async () => {
  const look = vi.fn(async () => 250_000n);
  const { done } = wait(look);
  show(true);
  await vi.advanceTimersByTimeAsync(100 * LOOK_MS);
  expect(look).not.toHaveBeenCalled();
  show(false);
  expect(await done).toBe(250_000n);
  expect(look).toHaveBeenCalledTimes(1);
});

it("ends: after so many looks with what there is, or when nobody waits any more", async () => {
  const look = vi.fn(async () => 100_000n);
  const { done } = wait(look);
  await vi.advanceTimersByTimeAsync(2 * LOOKS_MAX * LOOK_MS);
  expect(await done).toBe(100_000n);
  expect(look).toHaveBeenCalledTimes(LOOKS_MAX);

  const other = wait(look);
  const refused = expect(other.done).rejects.toThrow("Left the page.");
  other.leaving.abort();
  await refused;
  await vi.advanceTimersByTimeAsync(10 * LOOK_MS);
  expect(look).toHaveBeenCalledTimes(LOOKS_MAX);
});
