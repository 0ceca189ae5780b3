// Fills the demo market, once: creators and items through the same verbs as the site, and a month of sales that are settled for
// real on the local chain, whose clock is led through that month. What is there already is left alone.
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { saveCreator } from "../../lib/catalog/creators/save-creator";
import { addFile } from "../../lib/catalog/files/files";
import { createItem } from "../../lib/catalog/items/create-item";
import { publishItem } from "../../lib/catalog/items/publish-item";
import { type Address, toAddress } from "../../lib/kernel/address";
import type { Clock } from "../../lib/kernel/clock";
import { type Services, services } from "../../lib/services";
import { accounts } from "../../scripts/local/accounts";
import { readContent, type SeedCreator, type SeedItem } from "./read-content";
import { sellForAMonth } from "./sell";

const DAY_MS = 86_400_000;

const daysAgo = (days: number): Clock => ({ now: () => new Date(Date.now() - days * DAY_MS) });

async function publish(deps: Services, clock: Clock, wallet: Address, { input, files }: SeedItem): Promise<string> {
  const item = await createItem({ db: deps.db, clock }, wallet, input);
  for (const { name, path } of files) {
    const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
    await addFile({ ...deps, clock }, wallet, item.id, { name, body, bytes: null });
  }
  await publishItem({ db: deps.db, clock }, wallet, item.id, { listed: true });
  return item.id;
}

/** Items appear over the first three weeks, in turn over the creators. Returns the ids of those that are new. */
async function fill(deps: Services, creators: SeedCreator[]): Promise<string[]> {
  const created: string[] = [];
  const all = creators.flatMap(({ account, items }) => items.map((item, turn) => ({ account, item, turn })));
  const inTurn = all.toSorted((a, b) => a.turn - b.turn || a.account - b.account);
  for (const { profile, account } of creators) {
    await saveCreator({ db: deps.db, clock: daysAgo(30) }, walletOf(account), profile);
  }
  for (const [index, { account, item }] of inTurn.entries()) {
    const wallet = walletOf(account);
    const known = await deps.db.item.findFirst({ where: { slug: item.input.slug, creator: { wallet } } });
    if (!known) created.push(await publish(deps, daysAgo(29 - index * 2.5), wallet, item));
  }
  return created;
}

function walletOf(account: number): Address {
  const found = accounts.all[account];
  if (!found) throw new Error(`there is no local account ${account}`);
  return toAddress(found.address);
}

async function main(): Promise<void> {
  const deps = services();
  if (deps.env.NETWORK !== "local") throw new Error("The demo market is for NETWORK=local only.");
  const created = await fill(deps, readContent());
  const sales = (await deps.db.purchase.count()) === 0 ? await sellForAMonth({ ...deps, isOpen: () => true }) : 0;
  console.log(`${created.length} items published, ${sales} sales settled.`);
  await deps.db.$disconnect();
}

await main();
