// What may be spent in a day (UTC). An amount is reserved before anything is signed, and given back only if nothing was: what was signed
// counts whatever became of it, since whoever holds the signature can use it.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { formatUsd } from "../kernel/money";
import { BuyerError } from "./buyer-error";
import { appendEntry, expectRoom, readJournal } from "./journal";

type Entry = { kind: "reserve"; id: string; amount: string; budget: string; url: string } | { kind: "release"; id: string };

const isAmount = (value: unknown) => typeof value === "string" && /^\d{1,30}$/.test(value);

function isEntry(value: unknown): value is Entry {
  const { kind, id, amount, budget } = value as Record<string, unknown>;
  return typeof id === "string" && (kind === "release" || (kind === "reserve" && isAmount(amount) && isAmount(budget)));
}

const fileOf = (folder: string, now: Date) => join(folder, `spent-${now.toISOString().slice(0, 10)}.jsonl`);

/**
 * What is spent, and which reservations hold: each that fitted, when its turn came, into the budget of whoever made it. All processes find
 * the same, whatever budget they have themselves.
 */
function replay(entries: readonly Entry[]): { spent: bigint; held: ReadonlyMap<string, bigint> } {
  let spent = 0n;
  const held = new Map<string, bigint>();
  for (const entry of entries) {
    if (entry.kind === "release") {
      spent -= held.get(entry.id) ?? 0n;
      held.delete(entry.id);
    } else if (!held.has(entry.id) && spent + BigInt(entry.amount) <= BigInt(entry.budget)) {
      held.set(entry.id, BigInt(entry.amount));
      spent += BigInt(entry.amount);
    }
  }
  return { spent, held };
}

export const spentToday = (folder: string, now = new Date()): bigint => replay(readJournal(fileOf(folder, now), isEntry)).spent;

/** Given back by `release`, which only a caller calls that has signed nothing. */
export interface Reservation {
  release(): void;
}

/** Throws `above_budget` and `journal_full`. */
export function reserve(folder: string, amount: bigint, budget: bigint, url: string, now = new Date()): Reservation {
  const [file, id] = [fileOf(folder, now), randomUUID()];
  expectRoom(file);
  appendEntry(file, { kind: "reserve", id, amount: `${amount}`, budget: `${budget}`, url, at: now.toISOString() });
  const { spent, held } = replay(readJournal(file, isEntry));
  if (!held.has(id)) {
    const left = budget > spent ? budget - spent : 0n;
    throw new BuyerError(
      "above_budget",
      `${formatUsd(amount)} is more than the ${formatUsd(left)} that is left of today's budget of ${formatUsd(budget)}. Nothing was paid.`,
    );
  }
  return { release: () => appendEntry(file, { kind: "release", id }) };
}
