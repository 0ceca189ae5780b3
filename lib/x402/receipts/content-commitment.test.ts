import { expect, it } from "vitest";
import { contentCommitment } from "./content-commitment";

const sha256 = "ab".repeat(32);
const version = { versionNumber: 3, sha256, bytes: 3_000_000_000n, words: 900, fileCount: 2 };

it("an offer says of an article how many words it has, and of a file item how many files", () => {
  const common = { version: 3, sha256, bytes: "3000000000" };
  expect(contentCommitment({ kind: "article", ...version })).toEqual({ ...common, words: 900 });
  expect(contentCommitment({ kind: "file", ...version })).toEqual({ ...common, files: 2 });
});
