// What was bought, a file each: who was paid what, by which transaction, and the hash of what came.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeHeader } from "../x402/exact/authorization";
import type { Answer } from "./ask";

export interface BuyerReceipt {
  url: string;
  paidAt: string;
  /** Atomic USDC. */
  amount: string;
  payTo: string;
  payer: string;
  network: string;
  sha256: string;
  bytes: number;
  contentType: string;
  /** The server's PAYMENT-RESPONSE as it came, with whatever it signed; null where it sent none that can be read. */
  settlement: unknown;
  /** Of a Pennypost: the purchase, whose signed receipt its `library` gives. */
  receiptId: string | null;
}

const LISTED_MAX = 1_000;
export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export function settlementOf({ headers }: Pick<Answer, "headers">): unknown {
  try {
    return decodeHeader(headers.get("payment-response") ?? headers.get("x-payment-response") ?? "");
  } catch {
    return null;
  }
}

/** Whole or not at all. */
export function keepFile(folder: string, name: string, bytes: string | Uint8Array): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  writeFileSync(`${file}.part`, bytes, { mode: 0o600, flush: true });
  renameSync(`${file}.part`, file);
  return file;
}

export function keepReceipt(folder: string, receipt: BuyerReceipt): string {
  const name = `${receipt.paidAt.replaceAll(":", "-")}-${sha256Of(Buffer.from(receipt.url)).slice(0, 12)}.json`;
  return keepFile(join(folder, "receipts"), name, `${JSON.stringify(receipt, null, 2)}\n`);
}

/** The newest first, at most a thousand. */
export function listReceipts(folder: string): BuyerReceipt[] {
  const receipts = join(folder, "receipts");
  let names: string[];
  try {
    names = readdirSync(receipts).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
  const newest = names.sort().reverse().slice(0, LISTED_MAX);
  return newest.map((name) => JSON.parse(readFileSync(join(receipts, name), "utf8")) as BuyerReceipt);
}
