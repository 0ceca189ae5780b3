// Checks a receipt against the content: an article's Markdown, or the files of a file item.
import { manifestOf } from "./content-commitment";
import { sha256Of } from "./digest";
import { type Check, check, decide } from "./receipt-checks";
import type { SignedReceipt } from "./receipt-form";

export interface GivenContent {
  name: string;
  bytes: bigint;
  sha256: string;
}

export function contentChecks({ receipt, files }: SignedReceipt, given: readonly GivenContent[]): Check[] {
  if (!files) return [articleCheck(receipt, given)];
  return [manifestCheck(receipt, files), filesCheck(files, given)];
}

function manifestCheck({ sha256, bytes }: SignedReceipt["receipt"], files: NonNullable<SignedReceipt["files"]>): Check {
  const total = files.reduce((sum, file) => sum + BigInt(file.bytes), 0n);
  return decide(
    "manifest",
    sha256Of(manifestOf(files)) === sha256 && total === BigInt(bytes),
    `The hash of the list of ${count(files.length)} is the one that was signed, and so is the sum of ${bytes} bytes.`,
    "The hash of the list, or the sum of its bytes, is not the one that was signed.",
  );
}

const count = (files: number) => `${files} ${files === 1 ? "file" : "files"}`;

function articleCheck({ sha256, bytes }: SignedReceipt["receipt"], given: readonly GivenContent[]): Check {
  if (given.length === 0) return check("content", "skipped", "No content was given to compare; its SHA-256 is in the receipt.");
  const other = given.find((each) => each.sha256 !== sha256 || each.bytes !== BigInt(bytes));
  return decide(
    "content",
    !other,
    `The ${bytes} bytes have the SHA-256 that was signed.`,
    `${other?.name} is not what was bought: ${other?.bytes} bytes with the SHA-256 ${other?.sha256}.`,
  );
}

function filesCheck(files: NonNullable<SignedReceipt["files"]>, given: readonly GivenContent[]): Check {
  if (given.length === 0) return check("content", "skipped", "No files were given to compare; their SHA-256 are in the receipt.");
  const same = (one: GivenContent) => files.find((file) => file.sha256 === one.sha256 && BigInt(file.bytes) === one.bytes);
  const other = given.find((one) => !same(one));
  const compared = new Set(given.map(same)).size;
  return decide(
    "content",
    !other,
    compared === files.length
      ? `All ${count(compared)} have the bytes that were signed.`
      : `${compared} of ${count(files.length)} given, with the bytes that were signed.`,
    `${other?.name} is none of the files that were bought: ${other?.bytes} bytes with the SHA-256 ${other?.sha256}.`,
  );
}
