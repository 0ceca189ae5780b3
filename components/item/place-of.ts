// Where a reader stopped, of what this device knows and what the wallet's other devices have told.
import { type Progress, readProgress } from "./progress";

/** As the server tells it; null where no device of the wallet has. */
export type ToldPlace = Progress | null;

/** The later of the two. */
export function placeOf(itemId: string, told: ToldPlace): Progress | null {
  const own = readProgress(itemId);
  if (!own || !told) return own ?? told;
  return own.at >= told.at ? own : told;
}
