// S7: two servers behind nginx against one. They share the machine's cores with PostgreSQL, the chain, nginx and the load generator, so that
// the processor time of one request says what the throughput cannot where cores are few.
import { anyPort } from "../scripts/local/ports";
import { signIn } from "../tests/support/api";
import { startNginx } from "../tests/support/nginx";
import { fundedBuyers, offerOf, payingRequest } from "./support/buyers";
import { get, inParallel, load, type Target } from "./support/http";
import { figure, median, ms } from "./support/numbers";
import type { Section } from "./support/report";
import { cpuMs, type Server } from "./support/server";
import { CONTENT_BYTES, PRICE, type Stage } from "./support/stage";

const CONNECTIONS = 32;
const SECONDS = 2;
const ROUNDS = 5;
const BUYERS = 40;
const WIDTH = 20;
const TARGET = 1.8;

interface Measured {
  perSecond: number;
  /** Of all servers together, for one request, in milliseconds. */
  cpu: number;
}

type Work = () => Promise<{ requests: number; seconds: number }>;

async function measure(servers: Server[], work: Work): Promise<Measured> {
  const used = () => servers.reduce((sum, { pid }) => sum + cpuMs(pid), 0);
  const before = used();
  const { requests, seconds } = await work();
  return { perSecond: requests / seconds, cpu: (used() - before) / requests };
}

const loading =
  (target: Target): Work =>
  async () => {
    const { latencies, perSecond } = await load([target], { connections: CONNECTIONS, seconds: SECONDS });
    return { requests: latencies.length, seconds: latencies.length / perSecond };
  };

export async function servers({ chain, creator, startPennypost }: Stage): Promise<Section> {
  const port = await anyPort();
  const origin = `http://localhost:${port}`;
  const settings = { PUBLIC_ORIGIN: origin, TRUSTED_PROXIES: "1" };
  const both = [await startPennypost(chain.rpcUrl, settings), await startPennypost(chain.rpcUrl, settings)];
  const itemId = await creator.sellArticle({ price: PRICE, content: "word ".repeat(CONTENT_BYTES / 5) });
  const url = `${origin}/api/items/${itemId}/content`;
  const origins = both.map((server) => server.origin);
  const front = (count: number) => startNginx(port, origins.slice(0, count));

  const first = await front(1);
  const offer = await offerOf(url);
  const [owner] = await fundedBuyers(chain, 1);
  if (!owner) throw new Error("no buyer");
  await get(await payingRequest(url, offer, owner));
  const { cookie } = await signIn(origin, owner);
  await first.stop();

  const buying: Work = async () => {
    const buyers = await fundedBuyers(chain, BUYERS);
    const paying = await Promise.all(buyers.map((buyer) => payingRequest(url, offer, buyer)));
    const started = performance.now();
    await inParallel(
      paying.map((each) => () => get(each)),
      WIDTH,
    );
    return { requests: BUYERS, seconds: (performance.now() - started) / 1000 };
  };
  const works: [what: string, work: Work][] = [
    ["402", loading({ url, status: 402 })],
    ["owned read", loading({ url, headers: { cookie }, status: 200 })],
    ["purchase", buying],
  ];

  const measured = new Map<string, [one: Measured[], two: Measured[]]>(works.map(([what]) => [what, [[], []]]));
  for (let round = -1; round < ROUNDS; round++) {
    for (const count of [1, 2] as const) {
      const nginx = await front(count);
      for (const [what, work] of works) {
        const found = await measure(both, work);
        // The first round warms up.
        if (round >= 0) measured.get(what)?.[count - 1]?.push(found);
      }
      await nginx.stop();
    }
  }
  await Promise.all(both.map((server) => server.stop()));

  const of = (all: Measured[], key: keyof Measured) => median(all.map((each) => each[key]));
  const results = [...measured].map(([what, [one, two]]) => ({
    ...{ what, one: of(one, "perSecond"), two: of(two, "perSecond") },
    ...{ cpuOne: of(one, "cpu"), cpuTwo: of(two, "cpu") },
  }));
  return {
    title: "Two servers",
    note: `nginx with its defaults before one server and before two, ${CONNECTIONS} connections for ${SECONDS} s, and ${BUYERS} buyers ${WIDTH} at once with one relayer key, ${ROUNDS} rounds in turn. PostgreSQL, the chain, nginx and the load generator have the same cores.`,
    header: ["", "one, requests/s", "two, requests/s", "ratio", "CPU of one request, one", "two"],
    rows: results.map(({ what, one, two, cpuOne, cpuTwo }) => [
      what,
      figure(one),
      figure(two),
      figure(two / one),
      ms(cpuOne),
      ms(cpuTwo),
    ]),
    verdicts: results.map(({ what, one, two }) => ({
      id: "S7",
      what: `two servers against one: ${what}`,
      figure: figure(two / one),
      target: `≥ ${TARGET}`,
      reached: two / one >= TARGET,
    })),
  };
}
