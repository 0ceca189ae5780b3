// Requests and sweeps that run one beside the other, and stand still at each call to the outside until the schedule opens it. One
// runs at a time, so a seed repeats a run; a lane that is never opened again is a process that died there.
import { AsyncLocalStorage } from "node:async_hooks";

export interface Lane {
  kind: "request" | "sweep";
  /** Each look at the clock finds it an hour later. */
  isImpatient: boolean;
  hours: number;
  isDone: boolean;
  /** When the chain last gave it a reason to refuse. */
  refusedAt: number;
  /** Opens the call that it stands at; with a fault, that call fails. */
  open: (fault?: Fault) => void;
  /** Told when it stands still, or has its end. */
  rest: () => void;
}

/** What breaks a call to the chain: before it arrives, or its answer's way back. */
export type Fault = "call" | "answer";

export class Broken extends Error {
  override readonly name = "Broken";
}

const lanes = new AsyncLocalStorage<Lane>();
export const currentLane = (): Lane | undefined => lanes.getStore();

/** Stands still until the schedule opens this; outside of a lane, passes. */
function hold(): Promise<Fault | undefined> {
  const lane = currentLane();
  if (!lane) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    lane.open = resolve;
    lane.rest();
  });
}

const resting = (lane: Lane, go: () => void) =>
  new Promise<void>((resolve) => {
    lane.rest = resolve;
    go();
  });

/** Begins, up to the first call. */
export async function startLane(kind: Lane["kind"], run: () => Promise<unknown>): Promise<Lane> {
  const lane: Lane = { kind, isImpatient: false, hours: 0, isDone: false, refusedAt: -1, open: () => {}, rest: () => {} };
  const end = () => {
    lane.isDone = true;
    lane.rest();
  };
  await resting(lane, () => void lanes.run(lane, run).then(end, end));
  return lane;
}

/** Opens the call that the lane stands at; returns when it stands at the next, or has its end. */
export async function step(lane: Lane, fault?: Fault): Promise<void> {
  if (!lane.isDone) await resting(lane, () => lane.open(fault));
}

/** A port to the chain whose calls are gates. `plain` are those that ask nobody. */
export function gatedPort<T extends object>(port: T, plain: readonly (keyof T)[] = []): T {
  return gated(port, plain, async (call) => {
    const fault = await hold();
    if (fault === "call") throw new Broken("the call was lost");
    const answer = await call();
    if (fault === "answer") throw new Broken("the answer was lost");
    return answer;
  });
}

/** A database whose statements and transactions are gates; what happens inside a transaction is one step. */
export function gatedDb<T extends object>(db: T): T {
  const pass = async (call: () => unknown) => {
    await hold();
    return call();
  };
  return new Proxy(gated(db, [], pass), {
    get(target, key) {
      const value = Reflect.get(target, key);
      return typeof value === "object" && value !== null ? gated(value, [], pass) : value;
    },
  });
}

export const gatedSleep = () => hold();

function gated<T extends object>(target: T, plain: readonly (keyof T)[], pass: (call: () => unknown) => Promise<unknown>): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key);
      if (typeof value !== "function" || plain.includes(key as keyof T)) return value;
      return (...args: unknown[]) => pass(() => Reflect.apply(value, object, args));
    },
  });
}
