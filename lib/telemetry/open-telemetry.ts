// Spans, sent to an OpenTelemetry receiver over OTLP/HTTP. Loaded only where one is set. The provider is not made the global one: the
// framework's own spans, which carry whole addresses, are recorded by nobody.
import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type SpanExporter, TraceIdRatioBasedSampler, TracerProvider } from "@opentelemetry/sdk-trace";
import { Refusal } from "../kernel/errors";
import type { Recorder, SpanFacts } from "../kernel/trace";
import { nameError } from "./name-error";

/** Spans that wait to be sent; what comes beyond is thrown away. */
export const WAITING_MAX = 2_048;
const BATCH_MAX = 512;
/** Of one batch, tried again included; the next waits for it. */
const EXPORT_TIMEOUT_MS = 5_000;
const DELAY_MS = 2_000;
const LIMITS = { attributeCountLimit: 16, attributeValueLengthLimit: 200, eventCountLimit: 0, linkCountLimit: 0 };
/** Success, by the SDK's numbers. */
const SUCCEEDED = 0;

export interface TracingSettings {
  /** Of the receiver, without /v1/traces. */
  endpoint: string;
  headers: Record<string, string>;
  serviceName: string;
  /** Of all traces, which part is recorded: 0 to 1. */
  share: number;
  /** Called when the receiver begins to fail, and with null when it takes spans again. */
  onReceiver(error: unknown | null): void;
  exportTimeoutMs?: number;
}

export function createRecorder({ endpoint, headers, serviceName, share, onReceiver, ...more }: TracingSettings): Recorder {
  const timeoutMs = more.exportTimeoutMs ?? EXPORT_TIMEOUT_MS;
  const url = `${endpoint.replace(/\/+$/, "")}/v1/traces`;
  const exporter = reporting(new OTLPTraceExporter({ url, headers, timeoutMillis: timeoutMs }), onReceiver);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName }),
    sampler: new TraceIdRatioBasedSampler(share),
    spanLimits: LIMITS,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: WAITING_MAX,
        maxExportBatchSize: BATCH_MAX,
        scheduledDelayMillis: DELAY_MS,
        exportTimeoutMillis: timeoutMs + 1_000,
      }),
    ],
  });
  return { ...recording(provider.getTracer("pennypost")), flush: () => provider.forceFlush() };
}

/** Tells once that exports fail, and once that they succeed again. */
function reporting(exporter: SpanExporter, onReceiver: TracingSettings["onReceiver"]): SpanExporter {
  let isFailing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.code !== SUCCEEDED;
        if (failed !== isFailing) onReceiver(failed ? result.error : null);
        isFailing = failed;
        done(result);
      }),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

function recording(tracer: Tracer): Omit<Recorder, "flush"> {
  /** A store more, which only recording servers pay for. */
  const parents = new AsyncLocalStorage<Context>();
  const start = (name: string, attributes: SpanFacts, kind: SpanKind): [Span, Context] => {
    // What a request runs in the background may outlive its span, and is part of its trace all the same.
    const parent = parents.getStore() ?? ROOT_CONTEXT;
    const span = tracer.startSpan(name, { kind, attributes }, parent);
    return [span, trace.setSpan(parent, span)];
  };
  return {
    async record(name, facts, work, factsOf) {
      const [span, context] = start(name, facts, SpanKind.INTERNAL);
      try {
        const result = await parents.run(context, work);
        if (factsOf) span.setAttributes(factsOf(result));
        return result;
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
    enterRequest(facts) {
      const span = tracer.startSpan("request", { kind: SpanKind.SERVER, attributes: facts }, ROOT_CONTEXT);
      parents.enterWith(trace.setSpan(ROOT_CONTEXT, span));
      return {
        end({ name, isFailed, ...facts }) {
          span.updateName(name).setAttributes(facts);
          if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
  };
}

/** A refusal is an answer, and no fault. Messages are not told: they may quote what was signed. */
function fail(span: Span, error: unknown): void {
  if (error instanceof Refusal && error.status < 500) return void span.setAttribute("pennypost.refusal", error.code);
  const { name, code } = nameError(error);
  span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute("error.type", code ? `${name} ${code}` : name);
}
