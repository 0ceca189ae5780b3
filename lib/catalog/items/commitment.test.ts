import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { manifestOf } from "../../x402/receipts/content-commitment";
import { describe as describeVersion } from "./commitment";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const file = { id: "file_1", name: 'Plate "1".png', mediaType: "image/png", bytes: 3_000_000_000n, sha256: "ab".repeat(32) };
const version = { title: "T", dek: "", preview: "Free words here", content: "## Inside\n\nFour words in é.", files: [] };

describe("commitments", () => {
  it("of an article are the hash of the very bytes that are delivered", () => {
    const { sha256: hash, bytes } = describeVersion("article", version);
    expect(hash).toBe(sha256(version.content));
    expect(bytes).toBe(BigInt(Buffer.byteLength(version.content)));
  });

  it("of files are the hash of a manifest anybody can write again (RFC 8785)", () => {
    const manifest = `[{"bytes":3000000000,"mediaType":"image/png","name":"Plate \\"1\\".png","sha256":"${"ab".repeat(32)}"}]`;
    expect(manifestOf([file])).toBe(manifest);
    expect(describeVersion("file", { ...version, files: [file] })).toMatchObject({
      sha256: sha256(manifest),
      bytes: 3_000_000_000n,
    });
  });

  it("depend on the order of the files", () => {
    const other = { ...file, name: "b.png" };
    expect(manifestOf([file, other])).not.toBe(manifestOf([other, file]));
  });

  it("come with headings and lengths of both parts", () => {
    expect(describeVersion("article", version)).toMatchObject({ headings: ["Inside"], words: 5, previewWords: 3 });
  });
});
