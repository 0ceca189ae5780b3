// P5: a paid file, read by its owner: first byte, throughput and memory.
import { randomBytes } from "node:crypto";
import { createReadStream, truncateSync, writeFileSync } from "node:fs";
import { Readable } from "node:stream";
import { signIn } from "../tests/support/api";
import { fundedBuyers, offerOf, payingRequest } from "./support/buyers";
import { type Answer, get, type Target } from "./support/http";
import { figure, median, mib, ms } from "./support/numbers";
import type { Section } from "./support/report";
import { peakMemory, rss, type Server } from "./support/server";
import { PRICE, type Stage } from "./support/stage";

const SMALL = "small.bin";
const LARGE = "large.bin";
const SMALL_BYTES = 20 * 2 ** 20;
const LARGE_BYTES = 2 * 2 ** 30;
const AT_ONCE = 8;
const ROUNDS = 6;

interface Side {
  server: Server;
  small: Target;
  large: Target;
}

const bytesPerSecond = (answers: Answer[], elapsedMs: number) =>
  answers.reduce((sum, { bytes }) => sum + bytes, 0) / (elapsedMs / 1000);

async function atOnce(target: Target, count: number): Promise<{ answers: Answer[]; perSecond: number }> {
  const started = performance.now();
  const answers = await Promise.all(Array.from({ length: count }, () => get(target)));
  return { answers, perSecond: bytesPerSecond(answers, performance.now() - started) };
}

/** One side's figures, filled round by round. */
function gather({ server, small, large }: Side) {
  const idle = rss(server.pid);
  const alone: number[] = [];
  const together: number[] = [];
  const rates: number[] = [];
  let peak = 0;
  const round = async () => {
    alone.push((await get(small)).firstByteMs);
    const { result, peak: highest } = await peakMemory(server.pid, () => atOnce(small, AT_ONCE));
    together.push(...result.answers.map(({ firstByteMs }) => firstByteMs));
    rates.push(result.perSecond);
    peak = Math.max(peak, highest);
  };
  const finish = async () => {
    const { result, peak: highest } = await peakMemory(server.pid, () => atOnce(large, 1));
    const figures = { firstByteAlone: median(alone), firstByte: median(together), perSecond: median(rates) };
    return { ...figures, rise: peak - idle, largePerSecond: result.perSecond, largeRise: highest - idle };
  };
  return { round, finish };
}

type Measured = Awaited<ReturnType<ReturnType<typeof gather>["finish"]>>;

async function measure(sides: Side[]): Promise<Measured[]> {
  const gathering = sides.map(gather);
  for (let round = 0; round < ROUNDS; round++) {
    for (const side of gathering) await side.round();
  }
  const measured: Measured[] = [];
  for (const side of gathering) measured.push(await side.finish());
  return measured;
}

const row = (name: string, m: Measured) => [
  name,
  ms(m.firstByteAlone),
  ms(m.firstByte),
  `${mib(m.perSecond)}/s`,
  mib(m.rise),
  `${mib(m.largePerSecond)}/s`,
  mib(m.largeRise),
];

/** Uploads both files as one item; resolves to the paths of their URLs. */
async function publish({ scratch, pennypost, creator }: Stage): Promise<{ paths: string[]; rise: number }> {
  writeFileSync(scratch.path(SMALL), randomBytes(SMALL_BYTES));
  writeFileSync(scratch.path(LARGE), randomBytes(4096));
  truncateSync(scratch.path(LARGE), LARGE_BYTES);
  const files = [SMALL, LARGE].map((name) => ({
    name,
    body: Readable.toWeb(createReadStream(scratch.path(name), { highWaterMark: 256 * 1024 })) as RequestInit["body"],
  }));
  const before = rss(pennypost.pid);
  const { result, peak } = await peakMemory(pennypost.pid, () => creator.sellFiles({ price: PRICE, files }));
  return { paths: result.fileIds.map((fileId) => `/api/items/${result.itemId}/files/${fileId}`), rise: peak - before };
}

export async function file(stage: Stage): Promise<Section> {
  const { scratch, chain, startPennypost, startBareNext } = stage;
  const { paths, rise } = await publish(stage);
  const pennypost = await startPennypost(chain.rpcUrl);
  const [small = "", large = ""] = paths.map((path) => pennypost.origin + path);
  const [buyer] = await fundedBuyers(chain, 1);
  if (!buyer) throw new Error("no buyer");
  const paid = await get(await payingRequest(small, await offerOf(small), buyer));
  const { cookie } = await signIn(pennypost.origin, buyer);
  const ourTarget = (url: string): Target => ({ url, headers: { cookie }, status: 200 });

  const bare = await startBareNext({ FILES: scratch.path("") });
  const bareTarget = (name: string): Target => ({ url: `${bare.origin}/items/${name}/file`, status: 200 });
  const [base, ours] = await measure([
    { server: bare, small: bareTarget(SMALL), large: bareTarget(LARGE) },
    { server: pennypost, small: ourTarget(small), large: ourTarget(large) },
  ]);
  await Promise.all([bare.stop(), pennypost.stop()]);
  if (!base || !ours) throw new Error("nothing was measured");
  const throughput = ours.perSecond / base.perSecond;
  const memory = Math.max(ours.rise - base.rise, ours.largeRise - base.largeRise);
  return {
    title: "A paid file",
    note: [
      `20 MiB, owned: alone, then ${AT_ONCE} at once (${ROUNDS} rounds each in turn), then 2 GiB once, from servers just started. Memory is the highest resident memory above that of the idle server.`,
      `Uploading both files took ${mib(rise)}; the payment that bought them brought the first byte after ${ms(paid.firstByteMs)}, settlement by a cold server included.`,
    ].join(" "),
    header: ["", "first byte, alone", "first byte, 8 at once", "throughput, 8 at once", "memory", "throughput, 2 GiB", "memory"],
    rows: [row("bare Next stream", base), row("Pennypost", ours)],
    verdicts: [
      {
        id: "P5",
        what: "first byte of an owned file",
        figure: ms(ours.firstByteAlone),
        target: "< 30 ms",
        reached: ours.firstByteAlone < 30,
      },
      {
        id: "P5",
        what: "throughput, 8 at once, against a bare stream",
        figure: figure(throughput),
        target: "≥ 0.95",
        reached: throughput >= 0.95,
      },
      {
        id: "P5",
        what: "memory above a bare stream, the worse of both",
        figure: mib(memory),
        target: "< 48 MiB",
        reached: memory < 48 * 2 ** 20,
      },
    ],
  };
}
