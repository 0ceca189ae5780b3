// Logs one JSON line for each event to standard output. Only named fields are written: ids, states and public chain data, and of errors
// the name, the code and where they were thrown, since their messages may hold call data and signatures.
import { type DestinationStream, type LevelWithSilent, type Logger, pino } from "pino";
import type { PaymentEvent } from "../payments/events";
import { nameError } from "./name-error";

export type LogLevel = LevelWithSilent;

const LEVELS: Partial<Record<PaymentEvent["type"], "debug" | "warn" | "error">> = {
  claimed: "debug",
  submitted: "debug",
  finalized: "debug",
  gas: "debug",
  unknown: "warn",
  reverted: "warn",
  replaced: "warn",
  reorganised: "warn",
  capped: "error",
  discrepancy: "error",
};

function levelOf(event: PaymentEvent): "debug" | "info" | "warn" | "error" {
  if (event.type === "sweep") return event.failed > 0 ? "warn" : event.repaired > 0 ? "info" : "debug";
  if (event.type === "balance") return event.isLow ? "warn" : "debug";
  return LEVELS[event.type] ?? "info";
}

/** bigint as decimal text, which JSON can hold. */
function writable(event: PaymentEvent): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => [key, typeof value === "bigint" ? value.toString() : value]),
  );
}

export interface Log {
  event(event: PaymentEvent): void;
  /** Any other failure: what was being done, the error's name, code and the calls that led to it. */
  failure(what: string, error: unknown): void;
  /** What an operator should set right, as a sentence. */
  warning(what: string): void;
}

const FRAMES_MAX = 10;

function framesOf({ stack = "" }: Error): string[] {
  const frames = stack.split("\n").filter((line) => line.startsWith("    at "));
  return frames.slice(0, FRAMES_MAX).map((line) => line.trim());
}

/** `requestId` answers the id of the request that a line is written for, if it is for one. */
export function createLog(level: LogLevel, requestId: () => string | undefined, destination?: DestinationStream): Log {
  const ofRequest = () => {
    const id = requestId();
    return id ? { requestId: id } : {};
  };
  const options = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"`, mixin: ofRequest };
  const logger: Logger = destination ? pino(options, destination) : pino(options);
  /** The framework tells of an error that a route has told of. */
  const told = new WeakSet<object>();
  return {
    event(event) {
      const level = levelOf(event);
      if (logger.isLevelEnabled(level)) logger[level](writable(event));
    },
    failure(what, error) {
      if (typeof error === "object" && error !== null) {
        if (told.has(error)) return;
        told.add(error);
      }
      const { name, code } = nameError(error);
      const frames = error instanceof Error ? { frames: framesOf(error) } : {};
      logger.error({ type: "failure", what, error: name, ...(code ? { code } : {}), ...frames });
    },
    warning: (what) => logger.warn({ type: "warning", what }),
  };
}
