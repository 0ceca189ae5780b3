// P1: unpaid requests, answered 402.
import { type Load, load, type Target } from "./support/http";
import { figure, median, ms, quantile } from "./support/numbers";
import type { Section } from "./support/report";
import { cpuMs } from "./support/server";
import { CONTENT_BYTES, PRICE, type Stage } from "./support/stage";

const CONNECTIONS = 16;

export interface Side {
  name: string;
  pid: number;
  targets: Target[];
}

interface Measured extends Load {
  cpuPerRequest: number;
}

/** Rounds of each side in turn, after a warm-up; medians over the rounds. */
export async function compareLoad(sides: Side[], { rounds, seconds }: { rounds: number; seconds: number }) {
  const results = sides.map((side) => ({ side, runs: [] as Measured[] }));
  for (const { targets } of sides) await load(targets, { connections: CONNECTIONS, seconds: 3 });
  for (let round = 0; round < rounds; round++) {
    for (const { side, runs } of results) {
      const before = cpuMs(side.pid);
      const run = await load(side.targets, { connections: CONNECTIONS, seconds });
      runs.push({ ...run, cpuPerRequest: (cpuMs(side.pid) - before) / run.latencies.length });
    }
  }
  return results.map(({ side, runs }) => ({
    name: side.name,
    perSecond: median(runs.map((run) => run.perSecond)),
    cpuPerRequest: median(runs.map((run) => run.cpuPerRequest)),
    p95: quantile(
      runs.flatMap((run) => run.latencies),
      0.95,
    ),
  }));
}

export type Compared = Awaited<ReturnType<typeof compareLoad>>[number];

export const loadHeader = ["", "requests/s", "ratio", "CPU a request", "p95 latency"];

export function loadRow({ name, perSecond, cpuPerRequest, p95 }: Compared, base: Compared): string[] {
  return [name, String(Math.round(perSecond)), figure(perSecond / base.perSecond), ms(cpuPerRequest), ms(p95)];
}

export async function unpaid({ chain, creator, startBareNext, startPennypost }: Stage): Promise<Section> {
  const ids: string[] = [];
  for (let index = 0; index < 100; index++)
    ids.push(await creator.sellArticle({ price: PRICE, content: "x".repeat(CONTENT_BYTES) }));
  // Started anew, as the bare one: what a process has served before, here the making of the items, changes how fast it is.
  const pennypost = await startPennypost(chain.rpcUrl);
  const targets = ids.map((id) => ({ url: `${pennypost.origin}/api/items/${id}/content`, status: 402 }));
  const sample = await fetch(targets[0]?.url ?? "");
  const bare = await startBareNext({
    UNPAID_BODY: await sample.text(),
    UNPAID_HEADER: sample.headers.get("payment-required") ?? "",
  });

  const [base, one, many] = await compareLoad(
    [
      { name: "bare Next handler", pid: bare.pid, targets: [{ url: `${bare.origin}/items/${ids[0]}/unpaid`, status: 402 }] },
      { name: "Pennypost, one item", pid: pennypost.pid, targets: targets.slice(0, 1) },
      { name: "Pennypost, 100 items in turn", pid: pennypost.pid, targets },
    ],
    { rounds: 25, seconds: 0.5 },
  );
  await Promise.all([bare.stop(), pennypost.stop()]);
  if (!base || !one || !many) throw new Error("nothing was measured");
  const ratio = one.perSecond / base.perSecond;
  return {
    title: "An unpaid request: 402",
    note: `${CONNECTIONS} connections, 25 rounds of 0.5 s each in turn. The bare handler sends the same body and PAYMENT-REQUIRED, from an application of a handful of routes; both servers have just been started.`,
    header: loadHeader,
    rows: [base, one, many].map((each) => loadRow(each, base)),
    verdicts: [{ id: "P1", what: "402 against a bare handler", figure: figure(ratio), target: "≥ 0.95", reached: ratio >= 0.95 }],
  };
}
