// One purchase of one address at a time, whatever process makes it, and what was signed for it: a payment that got no answer is shown
// again, and no second one is signed beside it.
import { createHash, randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { BuyerError } from "./buyer-error";
import { appendEntry, expectRoom, readJournal } from "./journal";
import type { SignedPayment } from "./sign";

/** A process that has signed nothing for so long is taken to be gone. */
const UNSIGNED_MS = 120_000;
/** After it has run out, for clocks that differ. */
const GRACE_SECONDS = 60;

interface Signed extends SignedPayment {
  /** Shown beside the payment (X-PAYMENT-CLAIM), so that only this buyer is answered again. */
  claim: string;
  amount: string;
  payTo: string;
  network: string;
}

type Entry =
  | { kind: "begin"; id: string; at: number }
  | ({ kind: "signed"; id: string } & Signed)
  | { kind: "claim"; id: string; claim: string }
  | { kind: "ended"; id: string };

function isEntry(value: unknown): value is Entry {
  const { kind, id } = value as Record<string, unknown>;
  return typeof id === "string" && ["begin", "signed", "claim", "ended"].includes(String(kind));
}

interface Open {
  id: string;
  at: number;
  signed?: Signed;
}

/** Whether another purchase of the address may begin at `at` (ms). What was signed is open until it is ended. */
const isOver = ({ at: begun, signed }: Open, at: number): boolean => !signed && at - begun > UNSIGNED_MS;

/** Whether nobody can use it any more. */
export const hasRunOut = ({ validBefore }: Signed, now: Date): boolean => now.getTime() / 1000 > validBefore + GRACE_SECONDS;

/** An open purchase after an entry of its own; undefined where that ends it. */
function after(open: Open, entry: Exclude<Entry, { kind: "begin" }>): Open | undefined {
  if (entry.kind === "ended") return undefined;
  if (entry.kind === "claim") return open.signed ? { ...open, signed: { ...open.signed, claim: entry.claim } } : open;
  const { kind: _kind, id: _id, ...signed } = entry;
  return { ...open, signed };
}

/** The one purchase that is open. All processes find the same. */
function replay(entries: readonly Entry[]): Open | undefined {
  let open: Open | undefined;
  for (const entry of entries) {
    if (entry.kind !== "begin") open = open?.id === entry.id ? after(open, entry) : open;
    else if (!open || isOver(open, entry.at)) open = { id: entry.id, at: entry.at };
  }
  return open;
}

export interface Purchase {
  /** When it was begun. */
  at: Date;
  /** What is to be sent: signed now, or by an earlier call that got no answer. */
  signed: Signed | undefined;
  /** False where another process has taken over: then it must not be sent. */
  keep(signed: Signed): boolean;
  /** The server gave another claim. */
  setClaim(claim: string): void;
  /** Nothing is open any more, and another payment may be signed. */
  end(): void;
}

const fileOf = (folder: string, url: string) =>
  join(folder, "purchases", `${createHash("sha256").update(url).digest("hex")}.jsonl`);

function purchaseOf(file: string, { id, at, signed }: Open): Purchase {
  return {
    at: new Date(at),
    signed,
    keep(signed) {
      appendEntry(file, { kind: "signed", id, ...signed });
      return replay(readJournal(file, isEntry))?.id === id;
    },
    setClaim: (claim) => appendEntry(file, { kind: "claim", id, claim }),
    end: () => appendEntry(file, { kind: "ended", id }),
  };
}

/** What was signed for this address and is not known to have come to anything. */
export function findUnanswered(folder: string, url: string): Purchase | undefined {
  const file = fileOf(folder, url);
  const open = replay(readJournal(file, isEntry));
  return open?.signed && purchaseOf(file, open);
}

/** What is open already, if it is signed. Throws `under_way` where another process is at it, and `journal_full`. */
export function beginPurchase(folder: string, url: string, now = new Date()): Purchase {
  const [file, id] = [fileOf(folder, url), randomUUID()];
  expectRoom(file);
  appendEntry(file, { kind: "begin", id, at: now.getTime(), url });
  const open = replay(readJournal(file, isEntry));
  if (open?.id === id) return purchaseOf(file, open);
  if (!open?.signed) throw new BuyerError("under_way", "This is being bought at this moment. Ask again in a moment.");
  return purchaseOf(file, open);
}

/** For a person who has looked at the wallet: another payment may be signed. */
export const forgetPurchase = (folder: string, url: string): void => rmSync(fileOf(folder, url), { force: true });
