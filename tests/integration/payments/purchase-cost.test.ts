// What one purchase costs, counted on the wire: durable commits and round trips of PostgreSQL, calls to the node.
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { purchase } from "@/lib/payments/purchase/purchase";
import type { PresentedPayment } from "@/lib/x402/payment-header";
import { countRpc, type RpcCounter } from "../../../bench/support/rpc-counter";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { scratchFolder } from "../../support/scratch";
import { durableCommitsIn, statementsOf } from "../../support/statements";
import { newPayer } from "../adversity/stage";

const scratch = scratchFolder();
let world: PaymentWorld;
let rpc: RpcCounter;

beforeAll(async () => {
  world = await createPaymentWorld();
  rpc = await countRpc(world.chain.rpcUrl);
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

it("payments that come together begin together, each with a nonce of its own", async () => {
  const buyers = await Promise.all(Array.from({ length: 20 }, () => newPayer(world)));
  const paying = await Promise.all(
    buyers.map(async (buyer) => {
      const offer = await world.sellItem();
      return { offer, payment: await world.sign(buyer, offer) };
    }),
  );
  let states: string[] = [];
  const statements = await statementsOf(async () => {
    const outcomes = await Promise.all(paying.map(({ offer, payment }) => purchase(world, offer, payment, "agent")));
    states = outcomes.map(({ state }) => state);
  });
  expect(states).toEqual(paying.map(() => "confirmed"));
  expect(statements.filter((text) => text.includes("INSERT INTO settlement_attempt")).length).toBeLessThan(10);
  const attempts = await world.db.settlementAttempt.findMany({ orderBy: { relayerNonce: "asc" } });
  expect(attempts.map(({ relayerNonce }) => relayerNonce)).toEqual(attempts.map((_, index) => index));
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
    roundTrips: 6,
    // The newest block is asked for once a second, however many buy.
    calls: { eth_call: 1, eth_sendRawTransactionSync: 1, eth_getBlockByNumber: expect.toBeOneOf([1, 2]) },
  });
});
