// What may happen next: the commands of every schedule, for the pure model and for the verbs on a real database alike.
import fc from "fast-check";

/** Two payers, two items, two authorizations of each payer for each item: `auth` 0–7. */
export const AUTHS = 8;
export const itemOf = (auth: number) => auth >> 2;
export const payerOf = (auth: number) => (auth >> 1) & 1;
/** Blocks on top of one that make it final; reorganisations are shallower. */
export const FINAL = 6;
/** In blocks: until when an authorization may be settled. */
export const validBefore = (auth: number) => FINAL + 12 + (auth % 4) * 2;

export type Command =
  /** `bytes`: the same authorization in another header. */
  | { type: "present"; auth: number; item: number; bytes: number }
  /** Two that begin in one transaction, if both may begin. */
  | { type: "together"; auths: [number, number] }
  /** The next transaction that several share pays none of them, whose authorizations stay good: one of them burnt its gas. */
  | { type: "starve" }
  /** A claim without an attempt, as servers made them once, whose server died. */
  | { type: "leave"; auth: number }
  /** A request goes on, by so many atomic steps. */
  | { type: "step"; task: number; count: number }
  /** A request's patience ends. */
  | { type: "impatience"; task: number }
  | { type: "kill" }
  | { type: "sweep" }
  | { type: "mine" }
  | { type: "drop" }
  /** `keep`: what was mined goes back to the mempool. */
  | { type: "reorg"; depth: number; keep: boolean }
  | { type: "front-run"; auth: number }
  | { type: "cancel"; auth: number };

const task = fc.nat(7);
const present = (auth: fc.Arbitrary<number>): fc.Arbitrary<Command> =>
  fc.record({ auth, elsewhere: fc.nat(9), bytes: fc.nat(1) }).map(({ auth, elsewhere, bytes }) => ({
    type: "present",
    auth,
    item: elsewhere === 0 ? 1 - itemOf(auth) : itemOf(auth),
    bytes,
  }));
const reorg: fc.Arbitrary<Command> = fc
  .record({ depth: fc.integer({ min: 1, max: FINAL - 1 }), keep: fc.boolean() })
  .map((each) => ({ type: "reorg", ...each }));

type Weighted = fc.WeightedArbitrary<Command>;

/** Schedules of at most so many commands, whose requests go at most so many steps at a time; the fewer authorizations, the closer. */
export function schedules(commandsMax: number, stepsMax: number, auths = AUTHS, meddling = 1): fc.Arbitrary<Command[]> {
  const auth = fc.nat(auths - 1);
  const step = fc.record({ task, count: fc.integer({ min: 1, max: stepsMax }) });
  const weighted: Weighted[] = [
    { weight: 5, arbitrary: present(auth) },
    { weight: 3, arbitrary: fc.tuple(auth, auth).map((auths) => ({ type: "together", auths })) },
    { weight: 2, arbitrary: fc.constant<Command>({ type: "starve" }) },
    { weight: 16, arbitrary: step.map((each) => ({ type: "step", ...each })) },
    { weight: 2, arbitrary: task.map((each) => ({ type: "impatience", task: each })) },
    { weight: 1, arbitrary: auth.map((each) => ({ type: "leave", auth: each })) },
    { weight: 2, arbitrary: fc.constant<Command>({ type: "sweep" }) },
    { weight: 4, arbitrary: fc.constant<Command>({ type: "mine" }) },
    { weight: 1, arbitrary: fc.constant<Command>({ type: "drop" }) },
    { weight: meddling, arbitrary: fc.constant<Command>({ type: "kill" }) },
    { weight: meddling, arbitrary: reorg },
    { weight: meddling, arbitrary: auth.map((each) => ({ type: "front-run", auth: each })) },
    { weight: meddling, arbitrary: auth.map((each) => ({ type: "cancel", auth: each })) },
  ];
  return fc.array(fc.oneof(...weighted), { minLength: 1, maxLength: commandsMax, size: "max" });
}

/** Schedules that begin with two payers' payments in one transaction. */
export function sharedSchedules(commandsMax: number, stepsMax: number): fc.Arbitrary<Command[]> {
  const begun: Command[] = [
    { type: "together", auths: [0, 6] },
    { type: "step", task: 0, count: stepsMax },
  ];
  return schedules(commandsMax, stepsMax, AUTHS, 2).map((rest) => [...begun, ...rest]);
}

/** Schedules of one payer with two authorizations for an item, one of which was claimed and then given up. */
export function rivalSchedules(commandsMax: number, stepsMax: number): fc.Arbitrary<Command[]> {
  const givenUp: Command[] = [{ type: "leave", auth: 1 }, { type: "sweep" }, { type: "step", task: 0, count: 40 }];
  return schedules(commandsMax, stepsMax, 2, 2).map((rest) => [...givenUp, ...rest]);
}
