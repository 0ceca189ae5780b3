// What was bought, a file each: who was paid what, by which transaction, and the hash of what came.
import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { decodeHeader } from "../x402/exact/authorization";
import type { Answer } from "./ask";

export interface BuyerReceipt {
  url: string;
  /** When its purchase was begun. */
  paidAt: string;
  /** Atomic USDC. */
  amount: string;
  payTo: string;
  payer: string;
  network: string;
  /** Null where it was too long to be read. */
  sha256: string | null;
  bytes: number;
  contentType: string;
  /** The server's PAYMENT-RESPONSE as it came, with whatever it signed; null where it sent none that can be read. */
  settlement: unknown;
  /** Of a Pennypost: the purchase, whose signed receipt its `library` gives. */
  receiptId: string | null;
}

const LISTED_MAX = 1_000;
/** Where what was bought lies that is no short text. */
export const filesOf = (folder: string): string => join(folder, "files");
const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

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
  const part = `${file}.${randomUUID()}.part`;
  writeFileSync(part, bytes, { mode: 0o600, flush: true });
  renameSync(part, file);
  return file;
}

/** A file that is written as it comes, and stands under its hash once it is whole. */
export interface Spill {
  write(part: Uint8Array): void;
  /** Returns where it lies. */
  finish(sha256: string): string;
  /** In place of `finish`. */
  drop(): void;
}

export function createSpill(folder: string): Spill {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${randomUUID()}.part`);
  const descriptor = openSync(part, "wx", 0o600);
  return {
    write: (bytes) => writeFileSync(descriptor, bytes),
    finish(sha256) {
      fsyncSync(descriptor);
      closeSync(descriptor);
      renameSync(part, join(folder, sha256));
      return join(folder, sha256);
    },
    drop() {
      closeSync(descriptor);
      rmSync(part, { force: true });
    },
  };
}

/** One for each purchase, whoever of several processes got its answer: one without the server's settlement replaces none. */
export function keepReceipt(folder: string, receipt: BuyerReceipt): string {
  const name = `${receipt.paidAt.replaceAll(":", "-")}-${sha256Of(Buffer.from(receipt.url)).slice(0, 12)}.json`;
  const file = join(folder, "receipts", name);
  if (receipt.settlement === null && existsSync(file)) return file;
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
