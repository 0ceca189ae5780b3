// The wallets that an operator blocks: no payment of theirs is begun, nor one to them. What is judged by it reads it each time.
import { type AuditDeps, recordAct } from "../audit/record-act";
import type { Operator } from "../auth/types";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import { type Page, toPage } from "../kernel/page";
import { deleteBlocked, findBlocked, selectBlocked, upsertBlocked } from "./blocklist-queries";
import type { BlockedWallet } from "./codecs";

const PAGE = 50;

interface Deps extends AuditDeps {
  db: Db;
}

/** In the order of their addresses; `cursor`: the last wallet of the page before. */
export async function listBlocked({ db }: { db: Db }, cursor?: string): Promise<Page<BlockedWallet>> {
  return toPage(await selectBlocked(db, cursor, PAGE + 1), PAGE, ({ wallet }) => wallet);
}

const noteOf = (row: BlockedWallet | null) => (row ? { blocked: true, note: row.note } : { blocked: false });

/** Blocks a wallet, or notes anew why it is blocked. */
export function blockWallet(deps: Deps, operator: Operator, wallet: Address, note: string): Promise<void> {
  return deps.db.$transaction(async (tx) => {
    const before = noteOf(await findBlocked(tx, wallet));
    await upsertBlocked(tx, { wallet, note, at: deps.clock.now() });
    const act = { before, after: { blocked: true, note } };
    await recordAct(tx, deps, operator, { action: "block_wallet", subject: wallet, ...act });
  });
}

/** Throws `not_found` for a wallet that is not blocked. */
export function unblockWallet(deps: Deps, operator: Operator, wallet: Address): Promise<void> {
  return deps.db.$transaction(async (tx) => {
    const row = await findBlocked(tx, wallet);
    if (!row) throw new Refusal("not_found", "This wallet is not blocked.");
    await deleteBlocked(tx, wallet);
    const act = { before: noteOf(row), after: { blocked: false } };
    await recordAct(tx, deps, operator, { action: "unblock_wallet", subject: wallet, ...act });
  });
}
