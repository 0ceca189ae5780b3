// A proxy between Pennypost and a working facilitator that injects faults: a settlement is carried out or not, and answered wrongly
// or not at all. The fault is chosen by payer, so that all faults can run at the same time.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface SettleAnswer {
  success: boolean;
  transaction: string;
  network: string;
  payer: string;
  amount?: string;
}

interface Reply {
  json(status: number, body: unknown): void;
  text(status: number, type: string, text: string): void;
  /** The connection stays open, and nothing comes. */
  hang(): void;
  /** The connection breaks. */
  reset(): void;
}

type Answer = (reply: Reply, answer: SettleAnswer) => void;

const ELSEWHERE = `0x${"ab".repeat(32)}`;
const SOMEBODY = "0x00000000000000000000000000000000000e15e0";

/** `answer` is the truth of a settlement, or of another one where nothing was settled. */
export const answers = {
  "500": ({ json }) => json(500, { error: "internal error" }),
  "202 with the transaction": ({ json }, answer) => json(202, { ...answer, success: false, errorReason: "pending" }),
  "200, settlement_pending": ({ json }, answer) =>
    json(200, { ...answer, success: false, transaction: "", errorReason: "settlement_pending" }),
  "success without a transaction": ({ json }, answer) => json(200, { ...answer, transaction: "" }),
  "failure, with its reason": ({ json }, answer) =>
    json(200, { ...answer, success: false, transaction: "", errorReason: "invalid_transaction_state" }),
  "a transaction that does not exist": ({ json }, answer) => json(200, { ...answer, transaction: ELSEWHERE }),
  "another payer": ({ json }, answer) => json(200, { ...answer, payer: SOMEBODY }),
  "another amount": ({ json }, answer) => json(200, { ...answer, amount: "1" }),
  "another chain": ({ json }, answer) => json(200, { ...answer, network: "eip155:1" }),
  "nothing at all": ({ hang }) => hang(),
  "a connection that breaks": ({ reset }) => reset(),
  HTML: ({ text }) => text(502, "text/html", "<!doctype html><title>502</title><h1>Bad Gateway</h1>"),
  garbage: ({ text }) => text(200, "application/json", '{"success":true,"transaction":"0x'),
  "more than anybody reads": ({ text }) => text(200, "application/json", `"${"x".repeat(1_000_000)}"`),
  "a redirect to somewhere": ({ json }) => json(307, {}),
  "the truth": ({ json }, answer) => json(200, answer),
} satisfies Record<string, Answer>;

export type AnswerName = keyof typeof answers;

export interface Fault {
  /** Answers to the payer's settlements in turn; the last one to all that follow. */
  turns: { settles: boolean; answer: AnswerName; afterMs?: number }[];
}

export interface FaultProxy {
  url: string;
  plan(payer: string, fault: Fault): void;
  /** How often a settlement of this payer came. */
  turnsOf(payer: string): number;
  /** Nobody listens any more; and again. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

function replyOn(response: ServerResponse): Reply {
  const text = (status: number, type: string, body: string) =>
    void response.writeHead(status, { "Content-Type": type }).end(body);
  return {
    text,
    json: (status, body) => text(status, "application/json", JSON.stringify(body)),
    hang: () => {},
    reset: () => void response.destroy(),
  };
}

export async function startFaultProxy(facilitatorUrl: string): Promise<FaultProxy> {
  const faults = new Map<string, Fault>();
  const turns = new Map<string, number>();
  /** The last settlement that was true, of whomever. */
  let last: SettleAnswer = { success: true, transaction: ELSEWHERE, network: "eip155:84532", payer: SOMEBODY };

  async function forward(path: string, body?: string): Promise<unknown> {
    const init = body ? { method: "POST", headers: { "Content-Type": "application/json" }, body } : {};
    return (await fetch(facilitatorUrl + path, init)).json();
  }

  async function settle(body: string, reply: Reply): Promise<void> {
    const payer: string = JSON.parse(body).paymentPayload.payload.authorization.from.toLowerCase();
    const turn = turns.get(payer) ?? 0;
    turns.set(payer, turn + 1);
    const plan = faults.get(payer)?.turns ?? [];
    const { settles, answer, afterMs } = plan[Math.min(turn, plan.length - 1)] ?? { settles: true, answer: "the truth" as const };
    const before = last;
    if (settles) last = (await forward("/settle", body)) as SettleAnswer;
    if (afterMs) await new Promise((resolve) => setTimeout(resolve, afterMs));
    answers[answer](reply, settles ? last : before);
  }

  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      body += part;
    });
    request.on("end", async () => {
      const reply = replyOn(response);
      const path = request.url ?? "";
      const work = path === "/settle" ? settle(body, reply) : forward(path).then((supported) => reply.json(200, supported));
      await work.catch(reply.reset);
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const down = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `http://127.0.0.1:${port}`,
    plan: (payer, fault) => void faults.set(payer.toLowerCase(), fault),
    turnsOf: (payer) => turns.get(payer.toLowerCase()) ?? 0,
    down,
    up: () => listen(port),
    stop: down,
  };
}
