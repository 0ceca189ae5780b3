import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isFresh, stampOf, writeStamp } from "./stamp";

let root: string;
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};
const stamp = () => stampOf(root, ["src", "one.json"], (path) => path.endsWith(".test.ts"));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pennypost-stamp-"));
  write("src/a.ts", "a");
  write("src/deep/b.ts", "b");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("stampOf", () => {
  it("stays the same while no source changes", () => {
    const before = stamp();
    write("src/a.test.ts", "ignored");
    write("elsewhere.ts", "not a source");
    expect(stamp()).toBe(before);
  });

  it("changes with a content, a name, a new file and a missing one", () => {
    const seen = new Set([stamp()]);
    write("src/a.ts", "changed");
    seen.add(stamp());
    renameSync(join(root, "src/a.ts"), join(root, "src/c.ts"));
    seen.add(stamp());
    write("one.json", "");
    seen.add(stamp());
    rmSync(join(root, "src/deep"), { recursive: true });
    seen.add(stamp());
    expect(seen.size).toBe(5);
  });

  it("does not mistake text moved between files for the same sources", () => {
    write("src/a.ts", "ab");
    write("src/deep/b.ts", "");
    const moved = stamp();
    write("src/a.ts", "a");
    write("src/deep/b.ts", "b");
    expect(stamp()).not.toBe(moved);
  });
});

describe("isFresh", () => {
  it("is true for the stamp that was written, and for no other", () => {
    const file = join(root, "product/.stamp");
    expect(isFresh(file, stamp())).toBe(false);
    writeStamp(file, stamp());
    expect(isFresh(file, stamp())).toBe(true);
    write("src/a.ts", "changed");
    expect(isFresh(file, stamp())).toBe(false);
  });
});
