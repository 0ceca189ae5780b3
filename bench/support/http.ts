// The load generator: plain HTTP requests over kept-alive connections to this machine.
import { Agent, type IncomingHttpHeaders, request } from "node:http";

export interface Target {
  url: string;
  headers?: Record<string, string>;
  /** The only status that counts as an answer. */
  status: number;
}

export interface Answer {
  headers: IncomingHttpHeaders;
  bytes: number;
  firstByteMs: number;
  ms: number;
}

/** One request, its body read to the end and thrown away. Rejects on any other status than the target's. */
export function get(target: Target, agent?: Agent): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(target.url, { headers: target.headers ?? {}, ...(agent ? { agent } : {}) }, (response) => {
      let bytes = 0;
      let firstByteMs = 0;
      const wrong = response.statusCode !== target.status;
      const words: Buffer[] = [];
      response.on("data", (chunk: Buffer) => {
        if (bytes === 0) firstByteMs = performance.now() - started;
        bytes += chunk.byteLength;
        if (wrong) words.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () => {
        if (wrong)
          reject(new Error(`${target.url} answered ${response.statusCode}: ${Buffer.concat(words).toString().slice(0, 300)}`));
        else resolve({ headers: response.headers, bytes, firstByteMs, ms: performance.now() - started });
      });
    });
    outgoing.on("error", reject).end();
  });
}

export interface Load {
  perSecond: number;
  latencies: number[];
}

/** Keeps `connections` requests in flight for `seconds`, over the targets in turn. Any failure fails the run. */
export async function load(targets: Target[], { connections, seconds }: { connections: number; seconds: number }): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  let next = 0;
  const worker = async () => {
    while (performance.now() < end) {
      const target = targets[next++ % targets.length] as Target;
      latencies.push((await get(target, agent)).ms);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const perSecond = latencies.length / ((performance.now() - started) / 1000);
  agent.destroy();
  return { perSecond, latencies };
}

/** Runs all tasks, at most `width` at once; results in order. */
export async function inParallel<T>(tasks: (() => Promise<T>)[], width: number): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < tasks.length; index = next++) results[index] = await (tasks[index] as () => Promise<T>)();
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
