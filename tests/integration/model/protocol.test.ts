// The commands of the pure model (tests/model) on a real PostgreSQL: the verbs as they are, their requests and sweeps interleaved
// statement by statement, killed anywhere, with calls to the chain failing now and then.
// MODEL_DB_RUNS says how many schedules (npm run test:model: 5,000), SEED repeats a run.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "../../model/commands";
import { findBreach } from "./invariants";
import { holds, play, SEED } from "./play";
import { type Act, type Setting, type Stage, setStage, type World } from "./stage";

const RUNS = Number(process.env.MODEL_DB_RUNS ?? 80);

const us: Setting = { settledBy: "us", depth: 1 };
const present: Command = { type: "present", auth: 0, item: 0, bytes: 0 };
const steps = (task: number, count: number): Command => ({ type: "step", task, count });
/** Of a new payment: standing, head, signature, used?, claim. */
const UNTIL_SIMULATION = 5;

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.stop());

it(`the verbs keep the protocol's promises under ${RUNS} random schedules`, async () => {
  const seen = { confirmed: 0, reorganised: 0, killed: 0, pending: 0, refused: 0, conflict: 0 };
  const look = ({ counts }: World) => {
    for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key] += counts[key];
  };
  // Who only wants to know whether it fails needs no shortest schedule.
  const endOnFailure = process.env.STRYKER_MUTATOR_WORKER !== undefined;
  const result = await fc.check(holds(stage, null, look), { numRuns: RUNS, seed: SEED, endOnFailure });
  console.log(`database model: seed ${SEED}, ${result.numRuns} schedules, ${JSON.stringify(seen)}`);
  if (result.failed) throw new Error(`${result.errorInstance}\n${fc.defaultReportMessage(result)}`);
  // A schedule that reaches nothing proves nothing.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 100);
}, 3_600_000);

describe("a schedule", () => {
  it("without disturbance serves once", async () => {
    const world = await play(stage, us, [present, steps(0, 40), { type: "mine" }, steps(0, 40)]);
    expect(await findBreach(world)).toBeNull();
    expect(world.deliveries[0]).toBe(1);
    expect(await stage.db.purchase.findMany({ select: { state: true } })).toEqual([{ state: "confirmed" }]);
  });

  it("that overtakes a slow request has it told to ask again: its payment is under way in another's hands", async () => {
    const acts: Act[] = [present, steps(0, UNTIL_SIMULATION), { type: "sweep" }, steps(1, 40)];
    const overtake: Act[] = [present, steps(1, 20), { type: "cancel", auth: 0 }, steps(0, 40)];
    const world = await play(stage, us, [...acts, ...overtake]);
    expect(await findBreach(world)).toBeNull();
    expect(world.counts).toMatchObject({ refused: 0, pending: 1 });
  });

  it("in which somebody else's transaction charges for a payment given up serves it, however late its header comes again", async () => {
    const give: Act[] = [present, steps(0, UNTIL_SIMULATION), { type: "kill" }, { type: "sweep" }, steps(0, 40)];
    const late: Act[] = [{ type: "front-run", auth: 0 }, ...Array<Act>(11).fill({ type: "mine" }), present, steps(0, 40)];
    const world = await play(stage, us, [...give, ...late]);
    expect(await findBreach(world)).toBeNull();
    expect(world.deliveries[0]).toBe(1);
  });
});
