// Random schedules for the verbs, and the property that holds of each of them.
import fc from "fast-check";
import { rivalSchedules, schedules, sharedSchedules } from "../../model/commands";
import { findBreach, heal } from "./invariants";
import type { Mutant } from "./mutants";
import { type Act, apply, newWorld, type Setting, type Stage, type World } from "./stage";

const setting: fc.Arbitrary<Setting> = fc.record({
  settledBy: fc.constantFrom("us" as const, "us" as const, "others" as const),
  depth: fc.constantFrom(1 as const, 3 as const),
});

const LENGTH = 80;
const STEPS = 12;
/** Either all payers and items, or one payer with two authorizations for one item, or two payers in one transaction. */
const commands = fc.oneof(
  schedules(LENGTH, STEPS),
  schedules(LENGTH, STEPS, 2),
  rivalSchedules(LENGTH, STEPS),
  sharedSchedules(LENGTH, STEPS),
);
const breaks: fc.Arbitrary<Act> = fc
  .record({ task: fc.nat(7), fault: fc.constantFrom("call" as const, "answer" as const) })
  .map((each) => ({ type: "break", ...each }));
const mishaps = fc.array(fc.tuple(fc.nat(LENGTH), breaks), { maxLength: 3 });
const schedule = fc.tuple(commands, mishaps).map(([planned, unplanned]) => {
  const acts: Act[] = [...planned];
  for (const [at, mishap] of unplanned) acts.splice(at, 0, mishap);
  return acts;
});

export async function play(stage: Stage, where: Setting, acts: Act[], mutant: Mutant | null = null): Promise<World> {
  const world = await newWorld(stage, where, mutant);
  for (const act of acts) await apply(world, act);
  await heal(world);
  return world;
}

export const holds = (stage: Stage, mutant: Mutant | null, look: (world: World) => void = () => {}) =>
  fc.asyncProperty(setting, schedule, async (where, acts) => {
    const world = await play(stage, where, acts, mutant);
    look(world);
    const breach = await findBreach(world);
    if (breach) throw new Error(breach);
  });
