// The protocol under random schedules, and each of its known wrong designs caught by the same properties.
// MODEL_RUNS says how many schedules (npm run test:model: 200,000).
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noteFigures } from "../support/figures";
import { findFailure, reportOf } from "../support/properties";
import { type Command, rivalSchedules, schedules, sharedSchedules } from "./commands";
import { findBreach, heal } from "./invariants";
import { apply } from "./schedule";
import { type Mutant, mutants, newWorld, type World } from "./world";

const RUNS = Number(process.env.MODEL_RUNS ?? 5_000);
const MUTANT_RUNS = 100_000;

const schedule = fc.oneof(
  { weight: 2, arbitrary: schedules(60, 1) },
  { weight: 1, arbitrary: rivalSchedules(60, 4) },
  { weight: 1, arbitrary: sharedSchedules(60, 1) },
);

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
  it(`keeps its promises under ${RUNS} random schedules`, async () => {
    const seen = { confirmed: 0, reorganised: 0, killed: 0, pending: 0, refused: 0, conflict: 0, shared: 0, alone: 0 };
    const look = ({ counts }: World) => {
      for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key] += counts[key];
    };
    const result = await findFailure(holds(null, look), RUNS);
    console.log(`model: seed ${result.seed}, ${result.numRuns} schedules, ${JSON.stringify(seen)}`);
    noteFigures("R8", { schedules: result.numRuns, breaches: result.failed ? 1 : 0 });
    if (result.failed) throw new Error(reportOf(result));
    // A schedule that reaches nothing proves nothing.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 100);
  }, 1_800_000);

  it("serves an undisturbed purchase, once", () => {
    const steps = Array.from({ length: 4 }, (): Command => ({ type: "step", task: 0, count: 1 }));
    const finish: Command[] = [{ type: "mine" }, { type: "step", task: 0, count: 2 }];
    const [purchase] = play([{ type: "present", auth: 0, item: 0, bytes: 0 }, ...steps, ...finish], null).purchases.values();
    expect(purchase).toMatchObject({ state: "confirmed", deliveries: 1, nonce: 0 });
  });
});

describe("a design that is wrong", () => {
  it.each(mutants)(
    "%s: is caught",
    async (mutant) => {
      const result = await findFailure(holds(mutant), MUTANT_RUNS);
      const { seed, numRuns, counterexample } = result;
      console.log(`mutant: ${mutant}, seed ${seed}, caught in schedule ${numRuns}, by ${counterexample?.[0].length} commands`);
      noteFigures("R8", { mutants: 1, caught: result.failed ? 1 : 0 });
      expect(result.failed).toBe(true);
    },
    120_000,
  );
});
