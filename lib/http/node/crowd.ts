// Some answers are dear, whatever becomes of them: a page that says "too many at once" costs as much to render as one that says what was
// asked for, and nothing else is answered meanwhile. So there is room for some of them, and whoever comes beyond is told so before
// anything else sees the request. A place is held until the head of the answer is written, or nobody waits for it any more.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Shares } from "../../kernel/shares";
import { CLIENT_HEADER } from "./client-address";

export interface Crowd {
  isDear(method: string, target: string): boolean;
  /** Of all clients, and of one. */
  placesMax: number;
  shareMax: number;
  refuse(request: IncomingMessage): Response;
}

class Places {
  readonly #all = new Shares();
  readonly #clients = new Shares();

  /** Gives the place back when called; undefined where there is none. */
  take(client: string, { placesMax, shareMax }: Crowd): (() => void) | undefined {
    const place = this.#all.take("all", placesMax);
    const share = place && this.#clients.take(client, shareMax);
    if (!share) {
      place?.();
      return undefined;
    }
    return () => {
      place();
      share();
    };
  }
}

function giveBackAfter(response: ServerResponse, giveBack: () => void): void {
  const { writeHead } = response;
  response.writeHead = ((...head: Parameters<typeof writeHead>) => {
    giveBack();
    return Reflect.apply(writeHead, response, head);
  }) as typeof writeHead;
  response.once("close", giveBack);
}

async function send(response: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  // One by one, so that whoever looks at them as the head is written sees what this is.
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.setHeader("Content-Length", body.byteLength);
  response.writeHead(answer.status);
  response.end(response.req.method === "HEAD" ? undefined : body);
}

/** Requests that are answered here, which whoever serves this server does not see. */
const answered = new WeakSet<object>();
const watched = new WeakSet<Server>();

function keepAnswered(server: Server): void {
  if (watched.has(server)) return;
  watched.add(server);
  const { emit } = server;
  server.emit = ((event: string, ...values: unknown[]) =>
    (event === "request" && answered.has(values[0] as object)) || Reflect.apply(emit, server, [event, ...values])) as typeof emit;
}

/** Once in a process, before the first request and after whatever else looks at requests. */
export function refuseCrowds(crowd: Crowd): void {
  const places = new Places();
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as { request: IncomingMessage; response: ServerResponse; server: Server };
    if (!crowd.isDear(request.method ?? "", request.url ?? "")) return;
    const giveBack = places.take(String(request.headers[CLIENT_HEADER] ?? "unknown"), crowd);
    if (giveBack) return giveBackAfter(response, giveBack);
    keepAnswered(server);
    answered.add(request);
    void send(response, crowd.refuse(request));
  });
}
