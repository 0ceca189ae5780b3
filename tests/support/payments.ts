// A small market for payment tests: a creator, items, the real adapters on a real database and chain, and buyers who sign.
import { setTimeout as sleep } from "node:timers/promises";
import { findOffer, type ItemOffer } from "../../lib/catalog/items/offer";
import { createChainClient } from "../../lib/chain/client";
import type { Facilitator } from "../../lib/chain/facilitator";
import { createLocalFacilitator } from "../../lib/chain/local-facilitator";
import { createUsdc } from "../../lib/chain/usdc";
import { createDb, type Db } from "../../lib/db/client";
import { type Hex, toAddress } from "../../lib/kernel/address";
import { systemClock } from "../../lib/kernel/clock";
import { newId } from "../../lib/kernel/ids";
import { createLimits, type Limits } from "../../lib/limits/limits";
import type { PaymentDeps } from "../../lib/payments/deps";
import type { PaymentEvent } from "../../lib/payments/events";
import type { Rail } from "../../lib/payments/rails";
import { sweep } from "../../lib/payments/settlement/sweep";
import { parseConfirmations } from "../../lib/payments/terms/confirmations";
import { type Authorization, newNonce, typedDataOf } from "../../lib/x402/exact/authorization";
import { networks } from "../../lib/x402/networks";
import type { PresentedPayment } from "../../lib/x402/payment-header";
import type { LocalAccount } from "../../scripts/local/accounts";
import { startChain, type TestChain } from "./chain";
import { createDatabase } from "./database";

export interface PaymentWorld extends PaymentDeps {
  chain: TestChain;
  limits: Limits;
  /** Everything that was emitted, oldest first. */
  events: PaymentEvent[];
  databaseUrl: string;
  /** A published article at this price (atomic USDC) by creator 1. */
  sellItem(amount?: bigint): Promise<ItemOffer>;
  sign(buyer: LocalAccount, offer: ItemOffer, overrides?: Partial<Authorization>): Promise<PresentedPayment>;
  stop(): Promise<void>;
}

export const PRICE = 250_000n;

/** The one rail of a world, as services have it. */
export function railOf({ network, usdc, facilitator, confirmations, isOpen }: PaymentDeps): Omit<Rail, "paymentLog"> {
  return { network, usdc, facilitator, confirmations, isOpen };
}

export async function insertItem(deps: Pick<PaymentDeps, "db">, creator: { id: string }, amount: bigint): Promise<ItemOffer> {
  const { db } = deps;
  const itemId = newId("item");
  const versionId = newId("ver");
  await db.item.create({
    data: {
      id: itemId,
      creatorId: creator.id,
      kind: "article",
      slug: itemId.replace("_", "-"),
      amount,
      status: "listed",
      publishedAt: new Date(),
    },
  });
  await db.itemVersion.create({
    data: {
      id: versionId,
      itemId,
      number: 1,
      title: "A piece",
      content: "The paid part.",
      sha256: "ab".repeat(32),
      words: 3,
      publishedAt: new Date(),
    },
  });
  await db.itemPrice.create({ data: { id: newId("price"), itemId, amount } });
  await db.item.update({ where: { id: itemId }, data: { draftVersionId: versionId, publishedVersionId: versionId } });
  const offer = await findOffer(deps, itemId);
  if (!offer) throw new Error("the item was not published");
  return offer;
}

/** The world as if every wait had been sat out: time passes where it is waited for, and a sent transaction is not stood by. */
export function impatient(world: PaymentWorld): PaymentWorld {
  let passed = 0;
  const submit: Facilitator["submit"] = async ({ signed }) => {
    if (!signed) throw new Error("signed elsewhere");
    const { rawTransaction: serializedTransaction, transaction } = signed;
    await world.chain.client.sendRawTransaction({ serializedTransaction });
    return { transaction, receipt: null };
  };
  return {
    ...world,
    clock: { now: () => new Date(Date.now() + passed) },
    async sleep(ms) {
      passed += ms;
    },
    facilitator: { ...world.facilitator, submit },
  };
}

/** Chain seconds; never behind the chain, so that what is signed now is valid now. */
async function chainSeconds(deps: PaymentDeps): Promise<bigint> {
  return (await deps.usdc.head()).time;
}

export interface WorldOptions {
  /** One's own chain, and where the world asks it; a plain one when absent. */
  chain?: { started: TestChain; url: string };
  /** Blocks by price; the local network's when absent. */
  confirmations?: string;
  /** How the world's database is reached; directly when absent. */
  connect?: (databaseUrl: string) => Db;
}

export interface DepsOptions extends Pick<PaymentDeps, "db" | "emit"> {
  rpcUrl: string;
  relayerKey: Hex;
  /** Blocks by price. */
  confirmations: string;
}

/** The real adapters, as a server process has them. */
export async function createDeps({ db, rpcUrl, relayerKey, confirmations, emit }: DepsOptions): Promise<PaymentDeps> {
  const network = networks.local;
  const client = createChainClient(rpcUrl);
  const usdc = createUsdc(client, network);
  const facilitator = createLocalFacilitator(client, usdc, network, [relayerKey]);
  await facilitator.check();
  return {
    db,
    clock: systemClock,
    sleep,
    usdc,
    facilitator,
    network,
    origin: "http://localhost:3000",
    isOpen: () => true,
    quoteKey: new Uint8Array(32).fill(1),
    confirmations: parseConfirmations(confirmations),
    dailyWei: null,
    failpoint: () => {},
    emit,
  };
}

export async function createPaymentWorld(options: WorldOptions = {}): Promise<PaymentWorld> {
  const network = networks.local;
  const { confirmations = network.confirmations, connect = createDb } = options;
  const [database, chain] = await Promise.all([createDatabase(), options.chain?.started ?? startChain()]);
  const events: PaymentEvent[] = [];
  const deps = await createDeps({
    db: connect(database.url),
    rpcUrl: options.chain?.url ?? chain.rpcUrl,
    relayerKey: chain.accounts.relayer.privateKey,
    confirmations,
    emit: (event) => void events.push(event),
  });
  const { db } = deps;
  await sweep(deps);

  const wallet = toAddress(chain.accounts.creators[0]?.address ?? "");
  const creator = { id: newId("cre"), wallet, payTo: wallet, handle: "ada", displayName: "Ada" };
  await db.creator.create({ data: creator });

  return {
    ...deps,
    limits: createLimits(deps.db),
    events,
    chain,
    databaseUrl: database.url,
    sellItem: (amount = PRICE) => insertItem(deps, creator, amount),
    async sign(buyer, offer, overrides = {}) {
      const time = await chainSeconds(deps);
      const authorization: Authorization = {
        from: toAddress(buyer.address),
        to: offer.payTo,
        value: offer.amount,
        validAfter: 0n,
        validBefore: time + 300n,
        nonce: newNonce(),
        ...overrides,
      };
      const signature = await buyer.account.signTypedData(typedDataOf(network, authorization));
      return {
        header: "x-payment",
        x402Version: 1,
        scheme: "exact",
        network: network.v1,
        authorization: { ...authorization, signature },
      };
    },
    async stop() {
      await db.$disconnect();
      await Promise.all([database.drop(), chain.stop()]);
    },
  };
}
