// How properties fail: at once, with the seed and the path of the case; in no suite does anybody wait for the shortest one. SEED
// repeats a run; CI plays the same cases each time, everybody else other ones each. `npm run test:model` gives SHRINK_SECONDS to
// shorten what it finds, and takes PROPERTY_PATH to begin with one case.
// Loaded before each test file, so that it holds of every property.
import fc from "fast-check";

const { CI, SEED = CI ? "20261130" : undefined, PROPERTY_PATH, SHRINK_SECONDS } = process.env;
/** Of one asynchronous case: one that hangs fails as well. */
const CASE_TIMEOUT_MS = 60_000;

fc.configureGlobal({ endOnFailure: true, timeout: CASE_TIMEOUT_MS, ...(SEED ? { seed: Number(SEED) } : {}) });

/** Plays a property so many times; a failure is shortened for SHRINK_SECONDS. */
export async function findFailure<T>(property: fc.IRawProperty<T>, numRuns: number): Promise<fc.RunDetails<T>> {
  const found = await fc.check(property, { numRuns, ...(PROPERTY_PATH ? { path: PROPERTY_PATH } : {}) });
  const { seed, counterexamplePath: path } = found;
  if (path === null || !SHRINK_SECONDS) return found;
  const interruptAfterTimeLimit = Number(SHRINK_SECONDS) * 1000;
  const shorter = await fc.check(property, { seed, path, endOnFailure: false, interruptAfterTimeLimit });
  return shorter.failed ? { ...shorter, numRuns: found.numRuns } : found;
}

/** What was found, with its seed and path. */
export const reportOf = <T>(found: fc.RunDetails<T>) => `${found.errorInstance}\n${fc.defaultReportMessage(found)}`;
