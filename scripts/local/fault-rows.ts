// The rows of the table of reliability: which suites show each, how often, and what their figures must say.

/** What the suites noted of one row: counts added up, lists joined (tests/support/figures.ts). */
export interface Figures {
  count(name: string): number;
  list(name: string): number[];
}

export interface Run {
  project: "unit" | "integration" | "conformance" | "attack";
  files: string[];
  env?: Record<string, string>;
}

export interface Row {
  id: string;
  what: string;
  target: string;
  /** `times` scales a full count down; never below one. */
  runs(times: (full: number) => string): Run[];
  /** What was reached, and whether that is the target. The suites' own verdict counts as well. */
  judge(figures: Figures): { ran: string; figure: string; isReached: boolean };
}

const faults = (files: string[], env?: Record<string, string>): Run => ({
  project: "conformance",
  files: files.map((file) => `tests/faults/${file}.test.ts`),
  ...(env ? { env } : {}),
});
const attacks = ["forgery", "sessions", "files", "uploads", "races", "database-away", "odd-targets", "hostile-text", "crowd"].map(
  (file) => `tests/attack/${file}.test.ts`,
);
const adversity = (file: string, runs: string): Run => ({
  project: "integration",
  files: [`tests/integration/adversity/${file}.test.ts`],
  env: { ADVERSITY_RUNS: runs },
});

/** The value that so many of them do not exceed; NaN of none. */
function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const crashes = (times: (full: number) => string) => [faults(["crash-local", "crash-remote"], { FAULT_ROUNDS: times(50) })];

/** Texts that grow: none may take more time than in proportion. */
const growing = (id: string, what: string, file: string): Row => ({
  id,
  what,
  target: "time grows as the text does",
  runs: (times) => [
    {
      project: "integration",
      files: [`tests/integration/${file}.test.ts`],
      env: { HOSTILE_TEXTS: times(2_000), HOSTILE_SEED: String(Date.now() % 1e6) },
    },
  ],
  judge: ({ count }) => ({
    ran: `${count("texts")} texts, each doubled four times`,
    figure: `${count("found")} take more`,
    isReached: count("texts") > 0 && count("found") === 0,
  }),
});

export const rows: Row[] = [
  {
    id: "R1",
    what: "200 replays of one payment at once, on 1 and on 3 servers",
    target: "1 transaction, 1 entitlement each",
    runs: (times) => [faults(["replays"], { REPLAY_ROUNDS: times(100) })],
    judge: ({ count }) => {
      const rounds = count("rounds");
      return {
        ran: `${rounds} rounds, ${count("replays")} replays`,
        figure: `${count("sent")} transactions, ${count("entitled")} entitlements`,
        isReached: rounds > 0 && count("sent") === rounds && count("entitled") === rounds && count("charges") === rounds,
      };
    },
  },
  {
    id: "R2",
    what: "one authorization on 50 items of one price",
    target: "1 grant, 49 conflicts",
    runs: () => [faults(["replays"])],
    judge: ({ count }) => ({
      ran: `${count("items")} items`,
      figure: `${count("granted")} grant, ${count("conflicts")} conflicts`,
      isReached: count("granted") === 1 && count("conflicts") === 49 && count("charges") === 1,
    }),
  },
  {
    id: "R3",
    what: "SIGKILL at each failpoint, local and remote facilitator",
    target: "0 payments lost",
    runs: crashes,
    judge: ({ count }) => ({
      ran: `${count("kills")} kills`,
      figure: `${count("lost")} lost`,
      isReached: count("kills") > 0 && count("lost") === 0,
    }),
  },
  {
    id: "R4",
    what: "from the start of the process after a crash to the entitlement, p95",
    target: "≤ 5 s",
    runs: crashes,
    judge: ({ list }) => {
      const p95 = quantile(list("msFromStart"), 0.95);
      return {
        ran: `${list("msFromStart").length} restarts`,
        figure: `${seconds(p95)}; ${seconds(quantile(list("msFromReady"), 0.95))} from when it answers`,
        isReached: p95 <= 5_000,
      };
    },
  },
  {
    id: "R5",
    what: "front-run, cancelled, reorganised 1–5 deep, dropped from the mempool",
    target: "0 charged and unserved, 0 served unpaid",
    runs: (times) => [
      // Every third of the races is a front-runner's, every third a canceller's.
      adversity("races", times(600)),
      adversity("second-thoughts", times(200)),
      adversity("dropped", times(200)),
    ],
    judge: ({ count }) => {
      const kinds = ["frontRun", "cancelled", "reorganised", "dropped"];
      return {
        ran: kinds
          .map((kind) => `${count(kind)} ${kind}`)
          .join(", ")
          .replace("frontRun", "front-run"),
        figure: `${count("unserved")} unserved, ${count("unpaid")} unpaid`,
        isReached: kinds.every((kind) => count(kind) > 0) && count("unserved") + count("unpaid") === 0,
      };
    },
  },
  {
    id: "R6",
    what: "a facilitator that breaks, lies and hangs",
    target: "all right; no 402 while unknown",
    runs: (times) => [faults(["facilitator"], { FACILITATOR_ROUNDS: times(10) })],
    judge: ({ count }) => ({
      ran: `${count("faults")} payments`,
      figure: `${count("wrong")} wrong, ${count("challenges")} challenges`,
      isReached: count("faults") > 0 && count("wrong") + count("challenges") === 0,
    }),
  },
  {
    id: "R7",
    what: "mutated payment headers",
    target: "0 unexpected answers, 0 settlements, 0 gas",
    runs: (times) => [{ project: "attack", files: ["tests/attack/payment-headers.test.ts"], env: { FUZZ_RUNS: times(100_000) } }],
    judge: ({ count }) => ({
      ran: `${count("headers")} headers`,
      figure: `${count("unexpected")} unexpected, ${count("settlements")} settlements, ${count("transactions")} transactions`,
      isReached: count("headers") > 0 && count("unexpected") + count("settlements") + count("transactions") === 0,
    }),
  },
  {
    id: "R8",
    what: "random schedules of the protocol's model; wrong designs caught",
    target: "all clean; all caught",
    runs: (times) => [{ project: "unit", files: ["tests/model"], env: { MODEL_RUNS: times(200_000) } }],
    judge: ({ count }) => ({
      ran: `${count("schedules")} schedules, ${count("mutants")} wrong designs`,
      figure: `${count("breaches")} breaches, ${count("caught")} caught`,
      isReached: count("schedules") > 0 && count("breaches") === 0 && count("caught") === count("mutants"),
    }),
  },
  {
    id: "R11",
    what: "two tenants: every route of the API with what is another's",
    target: "0 crossings",
    runs: () => [{ project: "attack", files: ["tests/attack/tenants.test.ts"] }],
    judge: ({ count }) => ({
      ran: `${count("calls")} calls`,
      figure: `${count("crossings")} crossings`,
      isReached: count("calls") > 0 && count("crossings") === 0,
    }),
  },
  {
    id: "R13",
    what: "transactions per authorization; gas for refused payments",
    target: "1.00; 0",
    runs: (times) => [faults(["gas", "replays"], { REPLAY_ROUNDS: times(10), GAS_ROUNDS: times(25) })],
    judge: ({ count }) => {
      const each = count("transactions") / count("authorizations");
      return {
        ran: `${count("authorizations")} paid, ${count("refused")} refused`,
        figure: `${each.toFixed(2)}; ${count("weiForRefused")} wei`,
        isReached: each === 1 && count("refused") > 0 && count("weiForRefused") === 0,
      };
    },
  },
  {
    id: "R14",
    what: "sales rebuilt from the chain after the database was lost",
    target: "every sale with a derived nonce",
    runs: () => [{ project: "integration", files: ["tests/integration/payments/rebuild.test.ts"] }],
    judge: ({ count }) => ({
      ran: `${count("sales")} sales`,
      figure: `${count("rebuilt")} rebuilt`,
      isReached: count("sales") > 0 && count("rebuilt") === count("sales"),
    }),
  },
  {
    id: "B3",
    what: "the chain, and then the database, away for a minute under purchases",
    target: "0 charged and unserved, twice, or served unpaid; told, and over by itself",
    runs: () => [faults(["away"], { AWAY_SECONDS: "60" })],
    judge: ({ count }) => ({
      ran: `${count("purchases")} purchases, ${count("awaySeconds")} s away in all`,
      figure: `${count("wrong")} wrong`,
      isReached: count("purchases") > 0 && count("wrong") === 0,
    }),
  },
  {
    id: "A1",
    what: "attacks from outside: forged requests, sessions, ranges, uploads, races, a database that goes away",
    target: "each refused; each bound held",
    runs: (times) => [{ project: "attack", files: attacks, env: { ATTACK_ROUNDS: times(50) } }],
    judge: ({ count }) => ({
      ran: `${count("rounds")} rounds of races`,
      figure: "all suites hold",
      isReached: count("rounds") > 0,
    }),
  },
  growing("T1", "hostile texts, in the server", "hostile-text"),
  growing("T2", "hostile texts, published and searched", "hostile-search"),
];
