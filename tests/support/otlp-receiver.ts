// Takes OpenTelemetry's spans over OTLP/HTTP as a collector does, or behaves as one does on a bad day.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  facts: Record<string, unknown>;
  isFailed: boolean;
}

type Day = "good" | "hangs" | "cuts" | "fails" | "babbles";

export interface OtlpReceiver {
  url: string;
  /** How it answers from now on. Who hangs is let go when the day changes. */
  day(day: Day): void;
  spans: ReceivedSpan[];
  /** Whole bodies, for those who look for what must not be there. */
  bodies: string[];
  /** Requests, whatever came of them. */
  asked(): number;
  headers(): Record<string, unknown>;
  stop(): Promise<void>;
}

interface Otlp {
  resourceSpans: {
    scopeSpans: {
      spans: {
        traceId: string;
        spanId: string;
        parentSpanId?: string;
        name: string;
        status?: { code?: number };
        attributes: { key: string; value: Record<string, unknown> }[];
      }[];
    }[];
  }[];
}

const spansOf = (body: string): ReceivedSpan[] =>
  (JSON.parse(body) as Otlp).resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
    .map(({ traceId, spanId, parentSpanId, name, status, attributes }) => ({
      ...{ traceId, spanId, parentSpanId, name },
      isFailed: status?.code === 2,
      facts: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
    }));

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  let today: Day = "good";
  let asked = 0;
  let headers: Record<string, unknown> = {};
  let waiting: (() => void)[] = [];
  const spans: ReceivedSpan[] = [];
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    asked++;
    headers = request.headers;
    if (today === "cuts") return void request.socket.destroy();
    if (today === "hangs") return void waiting.push(() => request.socket.destroy());
    if (today === "fails") return void response.writeHead(500).end("no");
    if (today === "babbles") {
      const babble = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on("drain", babble);
      return babble();
    }
    const body = await text(request).catch(() => null);
    if (body === null) return;
    bodies.push(body);
    spans.push(...spansOf(body));
    response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    day(day) {
      today = day;
      for (const release of waiting) release();
      waiting = [];
    },
    spans,
    bodies,
    asked: () => asked,
    headers: () => headers,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
