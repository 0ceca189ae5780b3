import fc from "fast-check";
import { expect, it } from "vitest";
import { reportOf } from "../support/properties";

it("a property that fails ends with its first failure, and its seed and path repeat that case", () => {
  const tried: number[][] = [];
  const property = fc.property(fc.array(fc.nat(), { minLength: 3 }), (numbers) => {
    tried.push(numbers);
    expect(tried).toHaveLength(1);
  });
  const found = fc.check(property, { numRuns: 100 });
  expect(tried).toHaveLength(2);
  expect(reportOf(found)).toMatch(/seed: -?\d+, path: "1"/);
  expect(fc.sample(property, { seed: found.seed, path: "1", numRuns: 1 })).toEqual([[tried[1]]]);
});
