// The protocol under random schedules, and each of its known wrong designs caught by the same properties.
// MODEL_RUNS says how many schedules (npm run test:model: 200,000), SEED repeats a run.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findBreach, heal } from "./invariants";
import { apply } from "./protocol";
import { AUTHS, type Command, FINAL, itemOf, type Mutant, mutants, newWorld, type World } from "./world";

const RUNS = Number(process.env.MODEL_RUNS ?? 5_000);
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const MUTANT_RUNS = 100_000;

const auth = fc.nat(AUTHS - 1);
const present: fc.Arbitrary<Command> = fc
  .record({ auth, elsewhere: fc.nat(9), bytes: fc.nat(1) })
  .map(({ auth, elsewhere, bytes }) => ({
    type: "present",
    auth,
    item: elsewhere === 0 ? 1 - itemOf(auth) : itemOf(auth),
    bytes,
  }));
const task = fc.nat(7);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: present },
  { weight: 16, arbitrary: task.map((each): Command => ({ type: "step", task: each })) },
  { weight: 2, arbitrary: task.map((each): Command => ({ type: "impatience", task: each })) },
  { weight: 1, arbitrary: fc.constant<Command>({ type: "kill" }) },
  { weight: 2, arbitrary: fc.constant<Command>({ type: "sweep" }) },
  { weight: 4, arbitrary: fc.constant<Command>({ type: "mine" }) },
  { weight: 1, arbitrary: fc.constant<Command>({ type: "drop" }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ depth: fc.integer({ min: 1, max: FINAL - 1 }), keep: fc.boolean() })
      .map((r): Command => ({ type: "reorg", ...r })),
  },
  { weight: 1, arbitrary: auth.map((each): Command => ({ type: "front-run", auth: each })) },
  { weight: 1, arbitrary: auth.map((each): Command => ({ type: "cancel", auth: each })) },
);
const schedule = fc.array(command, { minLength: 1, maxLength: 60, size: "max" });

function play(commands: Command[], mutant: Mutant | null): World {
  const world = newWorld(mutant);
  for (const each of commands) apply(world, each);
  heal(world);
  return world;
}

const holds = (mutant: Mutant | null, look: (world: World) => void = () => {}) =>
  fc.property(schedule, (commands) => {
    const world = play(commands, mutant);
    look(world);
    const breach = findBreach(world);
    if (breach) throw new Error(breach);
  });

describe("the protocol", () => {
  it(`keeps its promises under ${RUNS} random schedules`, () => {
    const seen = { confirmed: 0, reorganised: 0, killed: 0, pending: 0, refused: 0, conflict: 0 };
    const look = ({ counts }: World) => {
      for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key] += counts[key];
    };
    const result = fc.check(holds(null, look), { numRuns: RUNS, seed: SEED });
    console.log(`model: seed ${SEED}, ${result.numRuns} schedules, ${JSON.stringify(seen)}`);
    if (result.failed) throw new Error(fc.defaultReportMessage(result));
    // A schedule that reaches nothing proves nothing.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 100);
  }, 1_800_000);

  it("serves an undisturbed purchase, once", () => {
    const steps = Array.from({ length: 6 }, (): Command => ({ type: "step", task: 0 }));
    const finish: Command[] = [{ type: "mine" }, { type: "step", task: 0 }, { type: "step", task: 0 }];
    const [purchase] = play([{ type: "present", auth: 0, item: 0, bytes: 0 }, ...steps, ...finish], null).purchases.values();
    expect(purchase).toMatchObject({ state: "confirmed", deliveries: 1, nonce: 0 });
  });
});

describe("a design that is wrong", () => {
  it.each(mutants)(
    "%s: is caught",
    (mutant) => {
      const result = fc.check(holds(mutant), { numRuns: MUTANT_RUNS, seed: SEED });
      const shortest = result.counterexample?.[0].length;
      console.log(`mutant: ${mutant}, seed ${SEED}, caught in schedule ${result.numRuns}, shrunk to ${shortest} commands`);
      expect(result.failed).toBe(true);
    },
    120_000,
  );
});
