// Each table says here what keeps it from growing without end: a job that cleans it, what it goes with, or why its rows stay. A new table
// is not listed by itself.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** A job of lib/jobs.ts by its name, or a sentence. */
type Bound = { job: string } | { stays: string };
const job = (name: string): Bound => ({ job: name });
const stays = (why: string): Bound => ({ stays: why });
const withItem = job("taken-down");
const sale = stays("What was sold, to whom, and its evidence are kept for good.");
const sums = stays("One row for each subject or day of it, written over.");

const tables: Record<string, Bound> = {
  creator: stays("One for each wallet that sells, until it erases its account."),
  creator_buyer: sums,
  creator_day: sums,
  creator_storage: sums,
  creator_total: sums,
  shop: sums,
  payout_change: job("payout-changes"),
  former_handle: job("handles"),
  former_slug: withItem,
  item: withItem,
  item_day: withItem,
  item_price: withItem,
  item_total: sums,
  item_version: withItem,
  item_search: stays("One for each listed item; triggers take it away."),
  library_due: job("library"),
  search_due: job("search"),
  search_word: job("search-words"),
  report: job("reports"),
  blocked_wallet: stays("Written by operators, one by one."),
  hidden_item: stays("One for each hidden piece, and gone with it."),
  audit_entry: stays("What operators did is kept for good: a few kilobytes for each act of a person."),
  featured: stays("Nine at most, written anew by the operator."),
  tag_total: stays("One for each tag of a listed item; triggers take it away."),
  item_tag: stays("Five at most for each listed item; triggers take them away."),
  file: job("uploads"),
  version_file: job("uploads"),
  file_preview: stays("One for each file, and gone with it."),
  preview_part: stays("A few for each file, and gone with it."),
  upload: job("uploads"),
  storage_tombstone: job("stored-files"),
  picture: stays("One for each item and creator: the one before goes when another comes."),
  picture_size: stays("Three for each picture, and gone with it."),
  item_picture: job("text-pictures"),
  item_picture_size: stays("A few for each picture in a text, and gone with it."),
  version_picture: stays("The pictures that a version names, and gone with it."),
  session: job("sign-ins"),
  session_grant: job("sign-ins"),
  sign_in_nonce: job("sign-ins"),
  api_key: job("sign-ins"),
  purchase: job("old-payments"),
  settlement_attempt: job("old-payments"),
  settlement: sale,
  entitlement: sale,
  reading_place: stays("One for each piece that a wallet bought and reads, until it erases its account."),
  gas_day: stays("One row for each chain and day."),
  gas_share: job("old-payments"),
  relayer: stays("One for each key of ours."),
  discrepancy: stays("One for each fault that an operator has to look at."),
  reconciliation: stays("One for each window of blocks of a rail: what was compared, and when."),
  rate_limit: job("limits"),
  lease: stays("One for each job."),
  schema_floor: stays("One row."),
};

it("each table is cleaned by a job that there is, or has a reason to stay", () => {
  const inSchema = [...read("prisma/schema.prisma").matchAll(/^model .*?^ {2}@@map\("(\w+)"\)/gms)].map(([, name]) => name);
  expect(Object.keys(tables).sort()).toEqual(inSchema.sort());
  const jobs = [...read("lib/jobs.ts").matchAll(/name: "([\w-]+)"/g)].map(([, name]) => name);
  for (const [table, bound] of Object.entries(tables)) {
    if ("job" in bound) expect({ table, jobs }).toEqual({ table, jobs: expect.arrayContaining([bound.job]) });
  }
});
