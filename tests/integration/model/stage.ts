// A market on a real PostgreSQL and the chain in memory, played by a schedule: the real verbs, at their gates.

import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { createDb, type Db } from "../../../lib/db/client";
import { LostLease } from "../../../lib/db/lease";
import { newId } from "../../../lib/kernel/ids";
import type { PaymentDeps } from "../../../lib/payments/deps";
import { tryClaim } from "../../../lib/payments/ledger/purchase-queries";
import { sweepOnLease } from "../../../lib/payments/settlement/sweep";
import type { SignedAuthorization } from "../../../lib/x402/exact/signed-authorization";
import { networks } from "../../../lib/x402/networks";
import { AUTHS, type Command } from "../../model/commands";
import { createDatabase } from "../../support/database";
import { insertItem } from "../../support/payments";
import { type Chain, drop, endOf, meddle, mine, newChain, reorganise } from "./chain";
import { Broken, currentLane, type Fault, gatedDb, gatedPort, gatedSleep, type Lane, startLane, step } from "./lanes";
import type { Mutant } from "./mutants";
import { addressOf, authorizationOf, nonceOf, PRICE } from "./payers";
import { createStandInRelayers, createStandInRemote, createStandInUsdc } from "./ports";
import { claimOf, isStall, request, requestTogetherSafely } from "./requests";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const network = networks.local;

/** What a schedule may do here beyond the pure model: a call to the chain fails. */
export type Act = Command | { type: "break"; task: number; fault: Fault };

/** Who settles, and how deep a payment must lie. */
export interface Setting {
  settledBy: "us" | "others";
  depth: 1 | 3;
}

/** A database and what is for sale there, for many schedules. */
export interface Stage {
  db: Db;
  items: ItemOffer[];
  stop(): Promise<void>;
}

export interface World {
  stage: Stage;
  chain: Chain;
  deps: PaymentDeps;
  mutant: Mutant | null;
  authorizations: SignedAuthorization[];
  lanes: Lane[];
  sweeps: number;
  seen: Set<number>;
  /** Spent at a time when nobody had shown it to us. */
  spentUnseen: Set<number>;
  isReorganised: boolean;
  deliveries: number[];
  violations: string[];
  counts: Record<"confirmed" | "reorganised" | "killed" | "pending" | "refused" | "conflict" | "shared", number>;
}

export async function setStage(schema?: string): Promise<Stage> {
  const database = await createDatabase();
  const db = createDb(database.url, 4);
  if (schema) await db.pool.query(schema);
  const wallet = addressOf("creator");
  const creator = { id: newId("cre"), wallet, payTo: wallet, handle: "ada", displayName: "Ada" };
  await db.creator.create({ data: creator });
  const items = [await insertItem({ db }, creator, PRICE), await insertItem({ db }, creator, PRICE)];
  return {
    db,
    items,
    async stop() {
      await db.$disconnect();
      await database.drop();
    },
  };
}

const TABLES = ["settlement_attempt", "settlement", "entitlement", "purchase", "relayer", "discrepancy", "lease"];

export async function newWorld(stage: Stage, setting: Setting, mutant: Mutant | null): Promise<World> {
  await stage.db.pool.query(TABLES.map((table) => `DELETE FROM ${table}`).join(";"));
  const chain = newChain();
  const payTo = stage.items[0]?.payTo ?? addressOf("nobody");
  const world: World = {
    stage,
    chain,
    mutant,
    deps: {} as PaymentDeps,
    authorizations: Array.from({ length: AUTHS }, (_, auth) => authorizationOf(auth, payTo)),
    lanes: [],
    sweeps: 0,
    seen: new Set(),
    spentUnseen: new Set(),
    isReorganised: false,
    deliveries: Array(AUTHS).fill(0),
    violations: [],
    counts: { confirmed: 0, reorganised: 0, killed: 0, pending: 0, refused: 0, conflict: 0, shared: 0 },
  };
  world.deps = depsOf(world, setting);
  await sweepNow(world);
  return world;
}

function portsOf({ chain, stage, mutant, violations }: World, { settledBy }: Setting) {
  const usdc = createStandInUsdc(chain);
  const relayers = [addressOf("relayer 0"), addressOf("relayer 1")];
  const facilitator = settledBy === "us" ? createStandInRelayers(chain, relayers) : createStandInRemote(chain);
  const { submit } = facilitator;
  const stored: typeof submit = async (attempt, request) => {
    const { nonce } = request.authorization;
    const { rows } = await stage.db.pool.query(
      "SELECT a.transaction FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id WHERE p.nonce = $1",
      [nonce],
    );
    if (!rows.some((row) => row.transaction === (attempt.signed?.transaction ?? null)))
      violations.push("sent before it was stored");
    return submit(attempt, request);
  };
  const ports = { usdc, facilitator: { ...facilitator, submit: stored } };
  return mutant?.ports ? mutant.ports(ports, chain) : ports;
}

function depsOf(world: World, setting: Setting): PaymentDeps {
  const { usdc, facilitator } = portsOf(world, setting);
  /** What a refusal stands on. */
  const note = <T>(answer: T, refuses: (answer: T) => boolean): T => {
    const lane = currentLane();
    if (lane && refuses(answer)) lane.refusedAt = world.chain.tick;
    return answer;
  };
  const noted: typeof usdc = {
    ...usdc,
    simulate: async (authorization) => note(await usdc.simulate(authorization), ({ ok }) => !ok),
    settlementIn: async (transaction, authorization) =>
      note(await usdc.settlementIn(transaction, authorization), (found) => found !== null && "failedIn" in found),
  };
  const start = Date.now();
  return {
    db: gatedDb(world.stage.db),
    clock: {
      now() {
        const lane = currentLane();
        if (lane?.isImpatient) lane.hours++;
        if (lane?.kind === "request") return new Date(start + lane.hours * HOUR_MS);
        return new Date(start + world.sweeps * MINUTE_MS);
      },
    },
    sleep: gatedSleep,
    usdc: gatedPort(noted, ["settlementOf", "readSignature", "expectHead", "knownTime"]),
    facilitator: {
      ...gatedPort(facilitator, ["membersMax", "prepare", "outbid", "check"]),
      relayers: facilitator.relayers.map((relayer) => gatedPort(relayer)),
    },
    network,
    confirmations: () => setting.depth,
    dailyWei: null,
    emit: (event) => {
      if (event.type === "confirmed") world.counts.confirmed++;
    },
    failpoint: () => {},
    quoteKey: new Uint8Array(32).fill(1),
    origin: "http://localhost:3000",
    isOpen: () => true,
  };
}

const TRIES = 5;

async function sweepOnce(world: World) {
  const holder = `process ${++world.sweeps}`;
  await world.stage.db.lease.updateMany({ data: { expiresAt: new Date(0) } });
  return sweepOnLease(world.deps, holder);
}

/** A sweep from its beginning to its end, with nobody in between; one that a stall has cut short is done again. */
export async function sweepNow(world: World): Promise<void> {
  for (let tries = 0; tries < TRIES && !world.mutant?.neverSweeps; tries++) {
    const report = await sweepOnce(world).catch((error: unknown) => {
      if (!isStall(error)) throw error;
    });
    if (report?.failed === 0) return;
  }
}

const lose = async (world: World) => {
  await sweepOnce(world).catch((error: unknown) => {
    if (!(error instanceof Broken || error instanceof LostLease || isStall(error))) world.violations.push(`no sweep: ${error}`);
  });
};

async function proceed(world: World, act: Extract<Act, { task: number }>): Promise<void> {
  const { lanes } = world;
  const lane = lanes[act.task % Math.max(1, lanes.length)];
  if (!lane) return;
  if (act.type === "impatience") lane.isImpatient = true;
  const count = act.type === "step" ? act.count : 1;
  for (let each = 0; each < count; each++) await step(lane, act.type === "break" ? act.fault : undefined);
  world.lanes = lanes.filter(({ isDone }) => !isDone);
}

function intrude(world: World, auth: number, kind: "paid" | "cancelled"): void {
  const isSpent = meddle(world.chain, world.authorizations[auth] as SignedAuthorization, kind);
  if (isSpent && !world.seen.has(auth)) world.spentUnseen.add(auth);
}

/** A claim as servers made them once, before its attempt. */
async function leave(world: World, auth: number): Promise<void> {
  const { stage, chain, seen } = world;
  if (endOf(chain, nonceOf(auth))) return;
  if (await tryClaim(stage.db, claimOf(world, auth))) seen.add(auth);
}

export async function apply(world: World, act: Act): Promise<void> {
  const { chain, counts } = world;
  switch (act.type) {
    case "leave":
      return leave(world, act.auth);
    case "present":
      world.seen.add(act.auth);
      world.lanes.push(await startLane("request", () => request(world, act.auth, act.item, act.bytes)));
      return;
    case "together":
      for (const auth of act.auths) world.seen.add(auth);
      world.lanes.push(await startLane("request", () => requestTogetherSafely(world, act.auths)));
      return;
    case "starve":
      chain.starves = true;
      return;
    case "step":
    case "impatience":
    case "break":
      return proceed(world, act);
    case "kill":
      world.lanes = [];
      counts.killed++;
      return;
    case "sweep":
      if (!world.mutant?.neverSweeps) world.lanes.push(await startLane("sweep", () => lose(world)));
      return;
    case "mine":
      return mine(chain);
    case "drop":
      return drop(chain);
    case "reorg":
      world.isReorganised = true;
      counts.reorganised++;
      return reorganise(chain, act.depth, act.keep);
    case "front-run":
      return intrude(world, act.auth, "paid");
    case "cancel":
      return intrude(world, act.auth, "cancelled");
  }
}
