// P5, the way in: a large file in one request and by tus, beside a bare Next handler that streams a body to the disk.
import { createReadStream, truncateSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { figure, median, mib } from "./support/numbers";
import type { Section } from "./support/report";
import { peakMemory, rss, type Server } from "./support/server";
import { PRICE, type Stage } from "./support/stage";

const BYTES = 512 * 2 ** 20;
const PIECE = 32 * 2 ** 20;
const ROUNDS = 3;

interface Sent {
  status: number | undefined;
  location: string | undefined;
}

/** Streams a part of a file as one request's body. */
function send(
  method: string,
  url: string,
  headers: Record<string, string>,
  path: string,
  start = 0,
  bytes = BYTES,
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const length = { "Content-Length": String(bytes) };
    const outgoing = request(url, { method, headers: { ...headers, ...length } }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve({ status: answer.statusCode, location: answer.headers.location }));
    });
    outgoing.on("error", reject);
    if (bytes === 0) outgoing.end();
    else createReadStream(path, { start, end: start + bytes - 1, highWaterMark: 256 * 1024 }).pipe(outgoing);
  });
}

function expectStatus(what: string, { status }: Sent, expected: number): void {
  if (status !== expected) throw new Error(`${what} answered ${status}`);
}

interface Way {
  name: string;
  server: Server;
  send(round: number): Promise<void>;
}

function waysOf({ pennypost, creator }: Stage, bare: Server, path: string): Way[] {
  const { cookie } = creator;
  const newItem = async () => {
    const { id } = await creator.call<{ id: string }>("POST", "/api/items", { kind: "file", title: "A box", price: PRICE });
    return `${pennypost.origin}/api/items/${id}`;
  };
  const byTus = (pieceBytes: number) => async () => {
    const base = { cookie, "Tus-Resumable": "1.0.0" };
    const about = { "Upload-Length": String(BYTES), "Upload-Metadata": `filename ${btoa("large.bin")}` };
    const started = await send("POST", `${await newItem()}/uploads`, { ...base, ...about }, path, 0, 0);
    expectStatus("starting an upload", started, 201);
    for (let start = 0; start < BYTES; start += pieceBytes) {
      const headers = { ...base, "Upload-Offset": String(start), "Content-Type": "application/offset+octet-stream" };
      expectStatus("a piece", await send("PATCH", pennypost.origin + started.location, headers, path, start, pieceBytes), 204);
    }
  };
  return [
    {
      name: "bare Next stream",
      server: bare,
      send: async (round) => expectStatus("bare", await send("POST", `${bare.origin}/incoming/${round}.bin`, {}, path), 204),
    },
    {
      name: "Pennypost, one request",
      server: pennypost,
      send: async () =>
        expectStatus("one request", await send("POST", `${await newItem()}/files?name=large.bin`, { cookie }, path), 201),
    },
    { name: "Pennypost, tus in one piece", server: pennypost, send: byTus(BYTES) },
    { name: `Pennypost, tus in pieces of ${mib(PIECE)}`, server: pennypost, send: byTus(PIECE) },
  ];
}

export async function upload(stage: Stage): Promise<Section> {
  const path = stage.scratch.path("to-upload.bin");
  writeFileSync(path, "");
  truncateSync(path, BYTES);
  const bare = await stage.startBareNext({ FILES: stage.scratch.path("") });
  const ways = waysOf(stage, bare, path);
  const taken = ways.map((way) => ({ way, idle: rss(way.server.pid), rates: [] as number[], rise: 0 }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of taken) {
      const started = performance.now();
      const { peak } = await peakMemory(each.way.server.pid, () => each.way.send(round));
      each.rates.push(BYTES / ((performance.now() - started) / 1000));
      each.rise = Math.max(each.rise, peak - each.idle);
    }
  }
  await bare.stop();
  const base = median(taken[0]?.rates ?? []);
  const rows = taken.map(({ way, rates, rise }) => {
    const perSecond = median(rates);
    return [way.name, `${mib(perSecond)}/s`, figure(perSecond / base), mib(rise)];
  });
  return {
    title: "An upload",
    note: `${mib(BYTES)}, ${ROUNDS} rounds each in turn, the median. Ours ends when the file is synced to the disk, read again and hashed, and stands in the draft; the bare one when the last byte was handed to the system. Memory is the highest resident memory above that of the idle server.`,
    header: ["", "throughput", "of the bare one", "memory"],
    rows,
    verdicts: [],
  };
}
