import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withLock } from "./lock";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pennypost-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("lets one in at a time, and the next one when that is done or failed", async () => {
  const file = join(folder, "lock");
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await sleep(30);
    inside--;
  };
  const failing = withLock(file, async () => {
    await work();
    throw new Error("broken");
  });
  await Promise.all([expect(failing).rejects.toThrow("broken"), withLock(file, work), withLock(file, work)]);
  expect(most).toBe(1);
  expect(existsSync(file)).toBe(false);
});

it("is void when its holder is gone", async () => {
  const file = join(folder, "lock");
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: "another process that once had this pid" }));
  await expect(withLock(file, async () => "in")).resolves.toBe("in");
});
