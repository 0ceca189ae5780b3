// Two people, or two tabs, changed one draft: what only one of them changed is taken, what both did is asked about.
import { type Fields, fieldNames } from "./fields";

export interface Merged {
  fields: Fields;
  /** Changed on both sides, and differently. They stand in `fields` as they are on this screen. */
  disputed: (keyof Fields)[];
}

export function mergeFields(base: Fields, mine: Fields, theirs: Fields): Merged {
  const fields = { ...mine };
  const disputed: (keyof Fields)[] = [];
  for (const name of fieldNames) {
    if (mine[name] === theirs[name] || theirs[name] === base[name]) continue;
    if (mine[name] === base[name]) fields[name] = theirs[name];
    else disputed.push(name);
  }
  return { fields, disputed };
}
