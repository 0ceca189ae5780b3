// Spans of work, for whoever records them (lib/telemetry/open-telemetry.ts). While nobody does, they cost a comparison.

/** Ids, states and counts: never a signature, a secret, an address of a page, or text. */
export type SpanFacts = Record<string, string | number | boolean>;

export interface OpenSpan {
  end(facts: SpanFacts & { name: string; isFailed: boolean }): void;
}

export interface Recorder {
  record<T>(name: string, facts: SpanFacts, work: () => Promise<T>, factsOf?: (result: T) => SpanFacts): Promise<T>;
  /** A request's: what runs in this asynchronous context from now on is part of it. */
  enterRequest(facts: SpanFacts): OpenSpan;
  /** Sends what was recorded. */
  flush(): Promise<void>;
}

/** On globalThis: Next loads this module once per bundle. */
const holder = globalThis as { pennypostRecorder?: Recorder };

export function recordWith(recorder: Recorder | undefined): void {
  if (recorder) holder.pennypostRecorder = recorder;
  else Reflect.deleteProperty(holder, "pennypostRecorder");
}

export const currentRecorder = (): Recorder | undefined => holder.pennypostRecorder;

/** Runs `work` as a span of this name. `factsOf`: what is told of it once it has succeeded. */
export function inSpan<T>(
  name: string,
  facts: SpanFacts,
  work: () => Promise<T>,
  factsOf?: (result: T) => SpanFacts,
): Promise<T> {
  const recorder = holder.pennypostRecorder;
  return recorder ? recorder.record(name, facts, work, factsOf) : work();
}

export async function flushSpans(): Promise<void> {
  await holder.pennypostRecorder?.flush();
}
