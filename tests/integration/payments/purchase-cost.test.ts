// What one purchase costs, counted on the wire: durable commits and round trips of PostgreSQL, calls to the node.
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Hex } from "@/lib/kernel/address";
import { purchase } from "@/lib/payments/purchase/purchase";
import type { PresentedPayment } from "@/lib/x402/payment-header";
import { countRpc, type RpcCounter } from "../../../bench/support/rpc-counter";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { atOnce } from "../../support/at-once";
import { startChain } from "../../support/chain";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { scratchFolder } from "../../support/scratch";
import { durableCommitsIn, statementsOf } from "../../support/statements";
import { newPayer } from "../adversity/stage";

const scratch = scratchFolder();
let world: PaymentWorld;
let rpc: RpcCounter;

beforeAll(async () => {
  const chain = await startChain();
  rpc = await countRpc(chain.rpcUrl);
  world = await createPaymentWorld({ chain: { started: chain, url: rpc.url } });
  const settings = {
    DATABASE_URL: world.databaseUrl,
    RPC_URL: rpc.url,
    NETWORK: "local",
    PUBLIC_ORIGIN: "http://localhost:3999",
    RELAYER_PRIVATE_KEY: world.chain.accounts.relayer.privateKey,
    STORAGE_DIR: scratch.path("storage"),
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { services } = await import("@/lib/services");
  services().state.isChecked = true;
});
afterAll(async () => {
  const { services } = await import("@/lib/services");
  await services().db.$disconnect();
  Reflect.deleteProperty(globalThis, "pennypost");
  vi.unstubAllEnvs();
  await rpc?.stop();
  await world?.stop();
  scratch.remove();
});

function headerOf({ network, authorization: { signature, ...authorization } }: PresentedPayment): string {
  const decimal = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  const payload = { x402Version: 1, scheme: "exact", network, payload: { signature, authorization } };
  return Buffer.from(JSON.stringify(payload, decimal)).toString("base64");
}

async function presentedBy(buyer: LocalAccount): Promise<() => Promise<string>> {
  const { GET } = await import("@/app/api/items/[itemId]/content/route");
  const offer = await world.sellItem();
  const headers = { "X-PAYMENT": headerOf(await world.sign(buyer, offer)) };
  const asked = new Request(`http://localhost:3999/api/items/${offer.id}/content`, { headers });
  return async () => (await GET(asked, { params: Promise.resolve({ itemId: offer.id }) })).text();
}

/** What a sale costs when so many pay at once; gas and calls of each. */
async function costOfMany(count: number, world: PaymentWorld) {
  const deps = atOnce(count, world);
  const paying = await Promise.all(
    Array.from({ length: count }, async () => {
      const [offer, buyer] = [await world.sellItem(), await newPayer(world)];
      return { offer, payment: await world.sign(buyer, offer) };
    }),
  );
  rpc.take();
  let states: string[] = [];
  const statements = await statementsOf(async () => {
    const outcomes = await Promise.all(paying.map(({ offer, payment }) => purchase(deps, offer, payment, "agent")));
    states = outcomes.map(({ state }) => state);
  });
  const calls = [...rpc.take().values()].reduce((sum, each) => sum + each, 0);
  expect(states).toEqual(paying.map(() => "confirmed"));
  const itemId = { in: paying.map(({ offer }) => offer.id) };
  const attempts = await world.db.settlementAttempt.findMany({
    where: { purchase: { itemId } },
    orderBy: { relayerNonce: "asc" },
  });
  const hashes = [...new Set(attempts.map(({ transaction }) => transaction as Hex))];
  const receipts = await Promise.all(hashes.map((hash) => world.chain.client.getTransactionReceipt({ hash })));
  const gas = Number(receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n));
  const countOf = (words: string) => statements.filter((text) => text.includes(words)).length;
  const inserts = countOf("INSERT INTO settlement_attempt");
  const commits = durableCommitsIn(statements) / count;
  return {
    nonces: new Set(attempts.map(({ relayerNonce }) => relayerNonce)),
    attempts,
    inserts,
    reservations: countOf("INSERT INTO gas_day"),
    commits,
    gas: gas / count,
    calls: calls / count,
  };
}

it("payments that come together share commits, transactions and calls: each costs less gas than alone", async () => {
  const alone = { ...world, facilitator: { ...world.facilitator, membersMax: () => 1 } };
  const [apart, together] = [await costOfMany(20, alone), await costOfMany(20, world)];
  for (const [name, { nonces, gas, calls, commits, inserts }] of Object.entries({ apart, together }))
    console.log(
      `20 at once, ${name}: ${nonces.size} transactions, ${inserts} inserts; a sale: ${gas} gas, ${calls} calls, ${commits} commits`,
    );
  expect([apart.nonces.size, together.nonces.size <= 4]).toEqual([20, true]);
  expect(Math.max(apart.inserts, together.inserts)).toBeLessThan(10);
  expect(together.gas).toBeLessThan(apart.gas * 0.8);
  expect(together.calls).toBeLessThanOrEqual(apart.calls);
});

it("payments that begin in one commit set the day's gas aside in one statement, each for its creator and its payer", async () => {
  const { attempts, inserts, reservations } = await costOfMany(20, { ...world, dailyWei: 10n ** 18n });
  expect(reservations).toBeLessThanOrEqual(inserts);
  expect(inserts).toBeLessThan(10);
  const spent = attempts.reduce((sum, { feePaid }) => sum + (feePaid ?? 0n), 0n);
  const shares = (await world.db.gasShare.findMany()).map(({ wei }) => wei).sort((a, b) => Number(b - a));
  const each = attempts.map(({ feePaid }) => feePaid ?? 0n).sort((a, b) => Number(b - a));
  // All buy from one creator.
  expect([(await world.db.gasDay.findFirstOrThrow()).wei, ...shares]).toEqual([spent, spent, ...each]);
});

it("an agent's purchase, from its header to the bytes", async () => {
  const [first, second] = await Promise.all([newPayer(world), newPayer(world)]);
  const [warmUp, buy] = [await presentedBy(first), await presentedBy(second)];
  await warmUp();
  rpc.take();
  let text = "";
  const statements = await statementsOf(async () => {
    text = await buy();
  });
  const calls = Object.fromEntries(rpc.take());
  expect(text).toBe("The paid part.");
  expect({ commits: durableCommitsIn(statements), roundTrips: statements.length, calls }).toEqual({
    commits: 2,
    roundTrips: 4,
    // The newest block is asked for once a second, however many buy.
    calls: { eth_call: 1, eth_sendRawTransactionSync: 1, eth_getBlockByNumber: expect.toBeOneOf([1, 2]) },
  });
});
