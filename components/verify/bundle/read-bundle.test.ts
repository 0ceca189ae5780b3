import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { expect, it } from "vitest";
import { readBundle } from "./read-bundle";

async function zipOf(files: Record<string, string>): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter("application/zip"));
  for (const [name, text] of Object.entries(files)) await zip.add(name, new TextReader(text));
  return zip.close();
}

it("an archive's receipts are read in its order, and what is none is counted", async () => {
  const files = {
    "pennypost-pur_1.json": "{}",
    "notes.txt": "Mine.",
    "__MACOSX/._pennypost-pur_1.json": "…",
    "pur_2.JSON": "[]",
  };
  const { receipts, othersCount } = await readBundle(await zipOf(files));
  expect(receipts.map(({ name }) => name)).toEqual(["pennypost-pur_1.json", "pur_2.JSON"]);
  expect(await Promise.all(receipts.map(({ text }) => text()))).toEqual(["{}", "[]"]);
  expect(othersCount).toBe(1);
});

it("a bomb in place of a receipt is no receipt, and takes no memory", async () => {
  const { receipts, othersCount } = await readBundle(
    await zipOf({ "a.json": " ".repeat(5_000_000), "b.json": " ".repeat(4_100_000) }),
  );
  expect(othersCount).toBe(1);
  expect(await Promise.all(receipts.map(({ text }) => text()))).toEqual([""]);
});

it("what is no ZIP archive is refused", async () => {
  await expect(readBundle(new Blob(["PK, but no more"]))).rejects.toThrow("not a ZIP archive");
});
