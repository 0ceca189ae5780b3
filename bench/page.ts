// P6: what a page weighs before anybody does anything, and how Lighthouse scores it as a phone sees it.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { step } from "../scripts/local/steps";
import { ensureChromium } from "../tests/support/chromium";
import { startMarket } from "../tests/support/market";
import { weighPage } from "../tests/support/page-weight";
import { figure, median } from "./support/numbers";
import { installPeer } from "./support/peer";
import type { Section } from "./support/report";

const lighthouse = join(import.meta.dirname, "peers/lighthouse");

const JAVASCRIPT_MAX = 130_000;
const SCORE_MIN = 95;
const ROUNDS = 5;

/** Each beside the file of app/ that it is made by. */
const pages = [
  { name: "article", path: "/@signe-halloran/how-to-read-a-tide-table", made: "[handle]/[slug]/page" },
  { name: "file", path: "/@nora-pelling/the-edge-of-the-stamp", made: "[handle]/[slug]/page" },
  { name: "market", path: "/", made: "page" },
  { name: "creator", path: "/@nora-pelling", made: "[handle]/page" },
];

const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
type Category = (typeof categories)[number];

interface Scored {
  scores: Record<Category, number>;
  layoutShift: number;
}

interface Report {
  runtimeError?: { message: string };
  categories: Record<Category, { score: number }>;
  audits: Record<"cumulative-layout-shift", { numericValue: number }>;
}

/** One run in a browser of its own, with Lighthouse's own idea of a phone and its network. */
async function score(url: string): Promise<Scored> {
  const flags = ["--output=json", "--quiet", "--no-enable-error-reporting", `--only-categories=${categories.join()}`];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(lighthouse, "node_modules/lighthouse/cli/index.js"),
      url,
      ...flags,
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ],
    { env: { ...process.env, CHROME_PATH: ensureChromium() }, maxBuffer: 64 * 2 ** 20 },
  );
  const report: Report = JSON.parse(stdout);
  if (report.runtimeError) throw new Error(`Lighthouse could not see ${url}: ${report.runtimeError.message}`);
  const scores = categories.map((category) => [category, Math.round(report.categories[category].score * 100)]);
  return { scores: Object.fromEntries(scores), layoutShift: report.audits["cumulative-layout-shift"].numericValue };
}

type Measured = Awaited<ReturnType<typeof measure>>;

async function measure(origin: string, { name, path, made }: (typeof pages)[number]) {
  const runs: Scored[] = [];
  await fetch(origin + path);
  for (let round = 0; round < ROUNDS; round++) runs.push(await score(origin + path));
  const scores = categories.map((category) => median(runs.map((run) => run.scores[category])));
  return { name, ...weighPage(made), scores, layoutShift: Math.max(...runs.map((run) => run.layoutShift)) };
}

const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

export async function page(): Promise<Section> {
  await step("Installing Lighthouse", async () => installPeer(lighthouse));
  const market = await step("Starting a market with the demo content", () => startMarket({ seeded: true }));
  try {
    const measured: Measured[] = [];
    for (const one of pages) measured.push(await step(`Looking at the ${one.name} page`, () => measure(market.origin, one)));
    const heaviest = Math.max(...measured.map(({ bytes }) => bytes));
    const lowest = Math.min(...measured.flatMap(({ scores }) => scores));
    return {
      title: "A page, before any wallet action",
      note: `The JavaScript a page asks for by itself, each file as gzip -9 makes it. Scores of Lighthouse as a phone, medians of ${ROUNDS} runs each on the production server with the demo content; the worst layout shift of them.`,
      header: ["", "JavaScript", "React and Next", "ours", "performance", "accessibility", "best practices", "SEO", "shift"],
      rows: measured.map(({ name, bytes, framework, scores, layoutShift }) => [
        name,
        kb(bytes),
        kb(framework),
        kb(bytes - framework),
        ...scores.map(String),
        figure(layoutShift),
      ]),
      verdicts: [
        {
          id: "P6",
          what: "JavaScript of the heaviest page",
          figure: kb(heaviest),
          target: `≤ ${kb(JAVASCRIPT_MAX)}`,
          reached: heaviest <= JAVASCRIPT_MAX,
        },
        {
          id: "P6",
          what: "the lowest of all Lighthouse scores",
          figure: String(lowest),
          target: `≥ ${SCORE_MIN}`,
          reached: lowest >= SCORE_MIN,
        },
      ],
    };
  } finally {
    await market.stop();
  }
}
