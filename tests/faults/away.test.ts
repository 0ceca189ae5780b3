// The chain's node, or PostgreSQL, is away for a while under purchases: it is told, nobody is charged twice or for nothing, what was bought
// is read, and all goes on by itself. AWAY_SECONDS says for how long.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "../support/api";
import { noteFigures } from "../support/figures";
import { type RpcGate, startRpcGate } from "../support/rpc-gate";
import { truthOf, wrongOf } from "./oracle";
import { CONTENT, insist, type Stage, setStage, signedHeaders } from "./stage";

const AWAY_MS = Number(process.env.AWAY_SECONDS ?? 3) * 1_000;
/** After which silence is told; what is shorter is not. */
const TOLD_MS = 25_000;
const BUYERS = 10;
/** What was signed before has to hold for as long. */
const SIGNED_SECONDS = 280;
const PATIENCE_MS = AWAY_MS + 120_000;
const OPERATOR_TOKEN = "an operator's token of this test";

let stage: Stage;
const gates: Record<string, RpcGate> = {};
beforeAll(async () => {
  stage = await setStage({
    settings: { OPERATOR_TOKEN, TRUSTED_PROXIES: "1" },
    between: async (rpcUrl) => {
      gates.chain = await startRpcGate(rpcUrl);
      return gates.chain.url;
    },
    betweenDatabase: async (databaseUrl) => {
      gates.database = await startRpcGate(databaseUrl);
      return Object.assign(new URL(databaseUrl), { host: new URL(gates.database.url).host }).href;
    },
  });
}, 400_000);
afterAll(async () => {
  await stage?.stop();
  for (const gate of Object.values(gates)) gate.stop();
});

const readiness = async () => {
  const answer = await fetch(`${stage.origin}/api/readyz`);
  const { payments } = (await answer.json()) as { payments?: string };
  return { status: answer.status, payments };
};

const reasonOnDesk = async () => {
  const headers = { Authorization: `Bearer ${OPERATOR_TOKEN}` };
  const { rails } = await (await fetch(`${stage.origin}/api/operator/overview`, { headers })).json();
  return rails[0].reason;
};

/** What is told of it, once it has lasted long enough. */
const told: Record<string, () => Promise<void>> = {
  async chain() {
    await expect.poll(readiness, { timeout: 60_000 }).toEqual({ status: 200, payments: "paused" });
    expect(await reasonOnDesk()).toBe("chain_silent");
  },
  async database() {
    await expect.poll(readiness, { timeout: 60_000 }).toMatchObject({ status: 503 });
  },
};

describe.each(["chain", "database"])("the %s", (which) => {
  it(
    "that is away for a while under purchases costs nobody money or what they bought",
    async () => {
      const gate = gates[which] as RpcGate;
      const [owner, ownUrl] = [await stage.newBuyer(), await stage.newUrl()];
      expect((await insist(ownUrl, await signedHeaders(ownUrl, owner), PATIENCE_MS)).last?.status).toBe(200);
      const { get } = await signIn(stage.origin, owner);
      const readOwn = async () => (await get(new URL(ownUrl).pathname)).status;
      const deals = await Promise.all(
        Array.from({ length: BUYERS }, async (_, index) => {
          const [buyer, url] = [await stage.newBuyer(), await stage.newUrl()];
          // Each from an address of its own: who asks for so long would use up the limit of one.
          const headers = { ...(await signedHeaders(url, buyer, SIGNED_SECONDS)), "X-Forwarded-For": `10.0.0.${index + 1}` };
          return { buyer, url, headers };
        }),
      );
      const buy = ({ url, headers }: (typeof deals)[number]) => insist(url, headers, PATIENCE_MS);
      const before = deals.slice(0, BUYERS / 2).map(buy);
      gate.shut();
      const since = Date.now();
      const during = deals.slice(BUYERS / 2).map(buy);
      if (which === "chain") expect(await readOwn()).toBe(200);
      if (AWAY_MS >= TOLD_MS) await told[which]?.();
      await expect.poll(() => Date.now() - since, { timeout: AWAY_MS + 10_000 }).toBeGreaterThanOrEqual(AWAY_MS);
      gate.open();
      const answers = await Promise.all([...before, ...during]);
      expect(answers.map(({ last, text }) => [last?.status, text])).toEqual(answers.map(() => [200, CONTENT]));
      await expect.poll(readiness, { timeout: 60_000 }).toEqual({ status: 200, payments: "open" });
      await expect.poll(readOwn, { timeout: 60_000 }).toBe(200);
      const truths = await Promise.all(deals.map(({ buyer, url }) => truthOf(stage.chain, { buyer, urls: [url] })));
      const wrong = truths.filter((truth) => wrongOf(truth) !== null);
      noteFigures("B3", { purchases: deals.length, wrong: wrong.length, awaySeconds: AWAY_MS / 1_000 });
      expect(wrong).toEqual([]);
    },
    PATIENCE_MS + 240_000,
  );
});
