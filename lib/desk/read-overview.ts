// How the market is, on one page: what waits for an operator, what the relayers hold, and how the background work goes.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import { countReports } from "../moderation/reports";
import { listDiscrepancies } from "../payments/books/discrepancies";
import type { JobRuns } from "../telemetry/job-runs";
import type { DeskLease, DeskRail, Overview } from "./codecs";
import { type GasOfDay, selectGasToday, selectLeases } from "./overview-queries";

interface Rail {
  network: { chainId: number; caip2: string; label: string };
  pausedBy(): string | null;
  state: { balances: { address: Address; wei: bigint; isLow: boolean }[] };
}

interface Deps {
  db: Db;
  rails: readonly Rail[];
  dailyWei: bigint | null;
  jobRuns: JobRuns;
  /** Of files. */
  findStorage(): Promise<Overview["storage"]>;
}

/** Holders are written "host:process:start". */
const withoutStart = ({ holder, ...lease }: DeskLease): DeskLease => ({ ...lease, holder: holder.replace(/:[^:]*$/, "") });

function railOf({ network, pausedBy, state }: Rail, gas: GasOfDay[], gasDaily: bigint | null): DeskRail {
  const reason = pausedBy();
  return {
    network: network.caip2,
    label: network.label,
    payments: reason ? "paused" : "open",
    reason,
    relayers: state.balances,
    gasToday: gas.find(({ chainId }) => chainId === network.chainId)?.wei ?? 0n,
    gasDaily,
  };
}

export async function readOverview({ db, rails, dailyWei, jobRuns, findStorage }: Deps): Promise<Overview> {
  const chainIds = rails.map(({ network }) => network.chainId);
  const [openReports, discrepancies, gas, leases, storage] = await Promise.all([
    countReports({ db }),
    listDiscrepancies({ db }),
    selectGasToday(db, chainIds),
    selectLeases(db),
    findStorage(),
  ]);
  return {
    openReports,
    openDiscrepancies: discrepancies.length,
    rails: rails.map((rail) => railOf(rail, gas, dailyWei)),
    storage,
    jobs: jobRuns.list().map(({ everyMs, ...run }) => ({ ...run, everySeconds: everyMs / 1000 })),
    leases: leases.map(withoutStart),
  };
}
