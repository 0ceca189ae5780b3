import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import { describe, expect, it } from "vitest";
import type { SourceFile } from "../api-client/source-file";
import { planImport } from "./plan";
import { readBytes, sha256Of } from "./source";
import { openZip } from "./zip-source";

function file(path: string, content: string | Uint8Array): SourceFile {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { path, bytes: bytes.byteLength, stream: () => new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() };
}
const source = (...files: SourceFile[]) => ({ files, refused: [] });
const article = (title: string, more = "") =>
  `---\ntitle: ${title}\nprice: 0.25\n${more}---\nFree.\n\n<!-- paid -->\n\nPaid words here.\n`;

async function zip(entries: Record<string, string>, options: object = {}): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const [name, content] of Object.entries(entries)) {
    await writer.add(name, new Uint8ArrayReader(new TextEncoder().encode(content)), { ...options });
  }
  return writer.close();
}
const open = (bytes: Uint8Array) => openZip(new Uint8ArrayReader(bytes));

describe("a plan", () => {
  it("reports what each item is and what is wrong with it, and imports the others", async () => {
    const plan = await planImport(
      source(
        file("one.md", article("One")),
        file("two.md", article("Two", "slug: one\n")),
        file("broken.md", "---\ntitle: [\n---\nText"),
        file("latin.md", new Uint8Array([0x23, 0x20, 0xe9, 0x0a])),
        file("README.md", "# About this folder"),
        file("picture.png", "x"),
        file(".obsidian/workspace.md", "x"),
      ),
    );
    expect(plan.items.map(({ path, problems }) => [path, problems.length])).toEqual([
      ["one.md", 0],
      ["two.md", 1],
      ["broken.md", 1],
      ["latin.md", 1],
    ]);
    expect(plan.items[0]).toMatchObject({ words: { free: 1, paid: 3 }, notes: [] });
    expect(plan.items[1]?.problems).toEqual([{ code: "slug_twice", params: { slug: "one", path: "one.md" } }]);
    expect(plan.unused).toEqual(["README.md", "picture.png"]);
  });

  it("takes a folder's files for what is sold, and says which are missing", async () => {
    const listed = `kind: file\nfiles:\n  - {path: files/gone.pdf, name: gone.pdf, sha256: ${"a".repeat(64)}}\n`;
    const plan = await planImport(
      source(
        file("shop/items/tides/item.md", article("Tides")),
        file("shop/items/tides/files/b.csv", "2"),
        file("shop/items/tides/files/a.md", "# sold as it is"),
        file("shop/items/gone/item.md", article("Gone", listed)),
      ),
    );
    expect(plan.items).toMatchObject([{ item: { kind: "file", slug: "tides" }, fileCount: 2, fileBytes: 16, problems: [] }, {}]);
    expect((await plan.items[0]?.readStates())?.[0]?.files?.map(({ name }) => name)).toEqual(["a.md", "b.csv"]);
    expect(plan.items[1]?.problems).toEqual([{ code: "file_missing", params: { path: "files/gone.pdf" } }]);
  });

  it("is not made of nothing, nor of an archive of a later form", async () => {
    await expect(planImport(source(file("a.txt", "x")))).rejects.toThrow("no Markdown");
    const manifest = file("manifest.json", JSON.stringify({ form: "pennypost-archive", version: 2 }));
    await expect(planImport(source(manifest, file("items/a/item.md", article("A"))))).rejects.toThrow("newer Pennypost");
  });
});

describe("a ZIP archive", () => {
  it("is read entry by entry, as often as is asked", async () => {
    const { files } = await open(await zip({ "a.md": article("A"), "files/b.bin": "bytes" }));
    const plan = await planImport({ files, refused: [] });
    expect(plan.items).toMatchObject([{ item: { title: "A" }, problems: [] }]);
    const [, bin] = files as [SourceFile, SourceFile];
    expect(await sha256Of(bin)).toBe(await sha256Of(bin));
    expect(new TextDecoder().decode(await readBytes(bin, 10))).toBe("bytes");
  });

  it.each([
    ["UTF-8 with its mark", { useUnicodeFileNames: true }, (text: string) => new TextEncoder().encode(text), "活版の話.md"],
    ["UTF-8 without one", { useUnicodeFileNames: false }, (text: string) => new TextEncoder().encode(text), "活版の話.md"],
    [
      "Shift_JIS",
      { useUnicodeFileNames: false },
      () => Uint8Array.of(0x8a, 0x88, 0x94, 0xc5, 0x83, 0x5c, 0x2e, 0x6d, 0x64),
      "活版ソ.md",
    ],
    ["code page 437", { useUnicodeFileNames: false }, () => Uint8Array.of(0x43, 0x61, 0x66, 0x82, 0x2e, 0x6d, 0x64), "Café.md"],
    ["letters and marks apart", { useUnicodeFileNames: true }, () => new TextEncoder().encode("Cafe\u0301 が.md"), "Café が.md"],
  ])("has its names in %s", async (_what, options, encode, name) => {
    const archive = await zip({ [name]: article("A") }, { ...options, encodeText: encode });
    expect((await open(archive)).files.map(({ path }) => path)).toEqual([name.normalize("NFC")]);
  });

  it("gives nothing out of entries that lead elsewhere", async () => {
    const { files, refused } = await open(
      await zip({ "../../etc/passwd.md": "x", "/root.md": "x", "C:/windows.md": "x", "a\\..\\b.md": "x", "fine.md": "x" }),
    );
    expect(files.map(({ path }) => path)).toEqual(["fine.md"]);
    expect(refused).toHaveLength(4);
  });

  it("that would burst is not unpacked", async () => {
    const { refused } = await open(await zip({ "bomb.md": "0".repeat(8 * 1024 ** 2) }, { level: 9 }));
    expect(refused).toMatchObject([{ path: "bomb.md", reason: { code: "inflates_too_much", params: { ratio: 250 } } }]);
  });

  it("whose sizes lie, or whose bytes were changed, is told to be damaged", async () => {
    const honest = await zip({ "a.md": `${article("A")}${"x".repeat(500)}` }, { level: 0 });
    const changed = honest.slice();
    changed[200] = (changed[200] ?? 0) ^ 1;
    const plan = await planImport(await open(changed));
    expect(plan.items[0]?.problems).toMatchObject([{ code: "archive_damaged" }]);

    const lying = honest.slice();
    const view = new DataView(lying.buffer);
    const directory = lying.findLastIndex((_, at) => view.byteLength - at >= 4 && view.getUint32(at, true) === 0x02014b50);
    view.setUint32(directory + 24, 10, true);
    const [entry] = (await open(lying)).files;
    await expect(readBytes(entry as SourceFile, 1000)).rejects.toThrow("damaged");
  });

  it("that is locked or is none at all is told", async () => {
    const { refused } = await open(await zip({ "a.md": "x" }, { password: "secret" }));
    expect(refused).toMatchObject([{ reason: { code: "encrypted" } }]);
    await expect(open(new TextEncoder().encode("not a zip"))).rejects.toThrow("not a ZIP archive");
  });
});
