// A node as unkind as Base's public ones, in front of anvil: what it does to its callers is in traits.ts. Blocks come at its own
// pace or on command, misfortunes from a seed, and every call and every misfortune is counted.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Ask, askAt } from "./anvil";
import { faultyAnswer, isStruck } from "./faults";
import { answerAs, withoutBlockTime } from "./methods";
import { seededRandom } from "./random";
import { rateRefusals } from "./rate-limits";
import { HttpAnswer, RpcRefusal } from "./refusal";
import { keepSealing } from "./sealing";
import { kindTraits, type Traits } from "./traits";
import type { View } from "./view";

interface Call {
  id: number | string;
  method: string;
  params?: unknown[];
}

interface State {
  ask: Ask;
  random: () => number;
  traits: Traits;
  calls: Map<string, number>;
  misfortunes: Map<string, number>;
  /** Calls so far. */
  asked: number;
}

export interface BaseNode {
  url: string;
  /** Each may be set at any time. */
  traits: Traits;
  /** How often each method was called, whatever came of it. */
  calls: ReadonlyMap<string, number>;
  /** How often a call was met by each misfortune: "rate limit", "behind", a fault's kind, or the code of an error. */
  misfortunes: ReadonlyMap<string, number>;
  /** Mines a block of all that waits, and empty ones after it. */
  seal(blocks?: number): Promise<void>;
  /** Once no block is being sealed: where the pace was taken away, none comes after it. */
  idle(): Promise<unknown>;
  stop(): Promise<void>;
}

const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

function refuseOverRate(state: State): void {
  const { rateLimitEvery } = state.traits;
  if (rateLimitEvery === null || ++state.asked % rateLimitEvery !== 0) return;
  count(state.misfortunes, "rate limit");
  throw rateRefusals[(state.asked / rateLimitEvery) % rateRefusals.length];
}

async function look({ ask, random, traits, misfortunes }: State): Promise<View> {
  const { share, blocks } = traits.lag;
  const isBehind = random() < share;
  if (isBehind) count(misfortunes, "behind");
  return { head: Number(await ask<string>("eth_blockNumber")) - (isBehind ? blocks : 0), isBehind };
}

async function resultOf(state: State, { method, params = [] }: Call): Promise<unknown> {
  refuseOverRate(state);
  const result = await answerAs(state.ask, await look(state), state.traits, method, params);
  return state.traits.namesBlockTime ? result : withoutBlockTime(result);
}

const jsonAnswer = (status: number, id: Call["id"], body: object) =>
  new HttpAnswer(status, "application/json", JSON.stringify({ jsonrpc: "2.0", id, ...body }));

async function answerTo(state: State, call: Call): Promise<HttpAnswer | "hang" | "reset"> {
  const { traits, random, calls, misfortunes } = state;
  count(calls, call.method);
  const { fault } = traits;
  if (isStruck(fault, call.method, random)) {
    count(misfortunes, fault.kind);
    return faultyAnswer(fault.kind);
  }
  try {
    return jsonAnswer(200, call.id, { result: await resultOf(state, call) });
  } catch (error) {
    if (error instanceof HttpAnswer) return error;
    if (!(error instanceof RpcRefusal)) return "reset";
    const { code, message, data, status } = error;
    count(misfortunes, String(code));
    return jsonAnswer(status, call.id, { error: { code, message, data } });
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  return body;
}

async function respond(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call: Call = JSON.parse(await bodyOf(request));
  const answer = state.traits.isGone ? "reset" : await answerTo(state, call);
  if (answer === "hang") return;
  if (answer === "reset") return void response.destroy();
  response.writeHead(answer.status, { "Content-Type": answer.contentType }).end(answer.text);
}

/** Starts the stand-in in front of the anvil at `rpcUrl`, which then mines when the stand-in says so. */
export async function startBaseNode(rpcUrl: string, traits: Partial<Traits> = {}, seed = 1): Promise<BaseNode> {
  const ask = askAt(rpcUrl);
  const state: State = {
    ask,
    random: seededRandom(seed),
    traits: { ...kindTraits, ...traits },
    calls: new Map(),
    misfortunes: new Map(),
    asked: 0,
  };
  const server = createServer((request, response) => void respond(state, request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await ask("evm_setAutomine", [false]);
  const sealing = keepSealing(ask, state.traits);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traits: state.traits,
    calls: state.calls,
    misfortunes: state.misfortunes,
    async seal(blocks = 1) {
      for (let block = 0; block < blocks; block++) await ask("evm_mine");
    },
    idle: sealing.idle,
    async stop() {
      await sealing.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
