// A server that is killed with SIGKILL at a place that a purchase passes, and started again: whoever was charged is served, once.
// FAULT_ROUNDS=50 plays every place that often; without it a few places are played once.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failpoints } from "../../lib/payments/failpoints";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type RemoteFacilitator, startFacilitator } from "../conformance/facilitator";
import { signIn, type Visitor } from "../support/api";
import { noteFigures } from "../support/figures";
import { truthOf, wrongOf } from "./oracle";
import { CONTENT, insist, type Stage, setStage, signedHeaders, withClaim } from "./stage";

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 1);
const FEW = ["simulated", "attempt-stored", "submitted"];
const PATIENCE_MS = 120_000;

type Failpoint = (typeof failpoints)[number];
const played = failpoints.filter((name) => process.env.FAULT_ROUNDS || FEW.includes(name));

/** Pays the remote facilitator's gas; Pennypost does not know it. */
const operator = accounts.creators[2] as LocalAccount;

/** Puts back what the reorganisation threw out, as the node of whoever sent it does. */
async function reorganise({ chain }: Stage, isOurs: boolean): Promise<void> {
  const { transactions } = await chain.getBlock({ includeTransactions: true });
  const raw = await Promise.all(
    transactions.map(({ hash }) => chain.request({ method: "eth_getRawTransactionByHash" as never, params: [hash] as never })),
  );
  await chain.request({ method: "anvil_reorg" as never, params: [1, []] as never });
  if (!isOurs) for (const serializedTransaction of raw) await chain.sendRawTransaction({ serializedTransaction });
}

interface Round {
  stage: Stage;
  isOurs: boolean;
  /** Shows the payment, whatever comes back. */
  pay(): Promise<unknown>;
}

/** Brings the server to its end at this place. */
async function dieAt(name: Failpoint, round: Round): Promise<void> {
  const { stage, isOurs, pay } = round;
  switch (name) {
    case "sweep-started":
      await dieAt("attempt-stored", round);
      stage.arm(name);
      await stage.revive();
      break;
    case "sweep-resubmitted":
      await dieAt("attempt-stored", round);
      // What it sends again must not be mined at once, or there is nothing to send a second time.
      if (isOurs) await stage.chain.setAutomine(false);
      stage.arm(name);
      await stage.revive();
      break;
    case "reorg-noticed":
      await pay();
      stage.arm(name);
      await reorganise(stage, isOurs);
      break;
    default:
      stage.arm(name);
      await pay();
  }
  await stage.died();
  if (name === "sweep-resubmitted" && isOurs) {
    await stage.chain.setAutomine(true);
    await stage.chain.mine({ blocks: 1 });
  }
}

/** Resolves when the wallet can open the item, whoever paid for it. */
async function opened({ get }: Visitor, url: string): Promise<void> {
  const isOpen = async () => (await get(new URL(url).pathname).catch(() => null))?.status;
  await expect.poll(isOpen, { timeout: PATIENCE_MS / 2, interval: 50 }).toBe(200);
}

async function play(name: Failpoint, stage: Stage, isOurs: boolean): Promise<void> {
  const [url, buyer] = [await stage.newUrl(), await stage.newBuyer()];
  const [headers, visitor] = [withClaim(await signedHeaders(url, buyer)), await signIn(stage.origin, buyer)];
  let deliveries = 0;
  const pay = async () => {
    const response = await fetch(url, { headers }).catch(() => null);
    if (response?.status === 200) deliveries++;
  };
  await dieAt(name, { stage, isOurs, pay });

  const started = performance.now();
  expect(await stage.revive()).toBe(true);
  const ready = performance.now();
  const { statuses, text } = await insist(url, headers);
  if (text === CONTENT) deliveries++;
  await opened(visitor, url);
  const entitled = performance.now();

  const truth = await truthOf(stage.chain, { buyer, urls: [url] });
  noteFigures("R3", { kills: 1, lost: wrongOf(truth) ? 1 : 0 });
  noteFigures("R4", { msFromStart: [Math.round(entitled - started)], msFromReady: [Math.round(entitled - ready)] });
  expect([truth.charges, wrongOf(truth)]).toEqual([1, null]);
  expect(statuses).not.toContain(402);
  // Also where the delivery was taken before the server died: its client asks for it again.
  expect(deliveries).toBe(1);
}

/** The tests of a server that settles by itself, or at a facilitator of the official packages. */
export function crashTests(settles: "by itself" | "remotely"): void {
  let facilitator: RemoteFacilitator | undefined;
  let stage: Stage;
  beforeAll(async () => {
    const facilitate = async (rpcUrl: string) => {
      facilitator = await startFacilitator(rpcUrl, operator);
      return facilitator.url;
    };
    stage = await setStage({ facilitate: settles === "remotely" ? facilitate : undefined });
  });
  afterAll(async () => {
    await stage?.stop();
    await facilitator?.stop();
  });

  describe.each(played)(`a server that settles ${settles} and dies at %s`, (name) => {
    it(
      "has served whom it charged, once, when it is back",
      async () => {
        for (let round = 0; round < ROUNDS; round++) await play(name, stage, settles === "by itself");
      },
      PATIENCE_MS * ROUNDS,
    );
  });
}
