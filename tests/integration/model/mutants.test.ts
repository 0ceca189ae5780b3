// Wrong designs around the real verbs, each caught by the properties that the right one keeps.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mutants } from "./mutants";
import { holds } from "./play";
import { type Act, type Setting, setStage } from "./stage";

const RUNS_MAX = 2_000;

describe("a design that is wrong", () => {
  it.each(mutants)(
    "$name: is caught",
    async (mutant) => {
      const stage = await setStage(mutant.schema);
      try {
        const examples: [Setting, Act[]][] = mutant.example ? [[{ settledBy: "us", depth: 1 }, mutant.example]] : [];
        const result = await fc.check(holds(stage, mutant), { numRuns: RUNS_MAX, examples });
        const { errorInstance, seed } = result;
        const why = errorInstance instanceof Error ? errorInstance.message : "";
        console.log(`mutant: ${mutant.name}, seed ${seed}, caught in schedule ${result.numRuns} by "${why}"`);
        expect(result.failed).toBe(true);
        expect(why, "a case that ran out of time shows nothing").not.toContain("timeout");
      } finally {
        await stage.stop();
      }
    },
    300_000,
  );
});
