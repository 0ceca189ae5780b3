// Three-way merge of a draft's fields: a field changed on one side is taken, one changed differently on both is disputed.
import { type Fields, fieldNames } from "./fields";

export interface Merged {
  fields: Fields;
  /** Fields changed differently on both sides; `fields` has this side's value. */
  disputed: (keyof Fields)[];
}

/** `open` were disputed before, and are until both sides are the same. */
export function mergeFields(base: Fields, mine: Fields, theirs: Fields, open: readonly (keyof Fields)[] = []): Merged {
  const fields = { ...mine };
  const disputed: (keyof Fields)[] = [];
  for (const name of fieldNames) {
    if (mine[name] === theirs[name]) continue;
    if (open.includes(name)) disputed.push(name);
    else if (mine[name] === base[name]) fields[name] = theirs[name];
    else if (theirs[name] !== base[name]) disputed.push(name);
  }
  return { fields, disputed };
}
