// What changed between two texts, in paragraphs: which stayed, and in the others which words went and came.
import { diffArrays } from "diff";

export interface Words {
  text: string;
  /** Absent where both texts have them. */
  change?: "removed" | "added";
}

/** Paragraphs that stayed, or one that changed. */
export type Hunk = { same: string[] } | { words: Words[] };

/** In characters of both together. Beyond it a paragraph is shown as it was and as it is. */
const charactersMax = 20_000;
/** For all paragraphs together; each that is left over then is shown as it was and as it is. */
const timeoutMs = 1_500;
/** Of the words of two paragraphs, those they must share to be compared word by word. */
const sharedMin = 0.3;

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** Words, spaces and signs, in any script. */
const wordsOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

const whole = (text: string, change: "removed" | "added"): Hunk => ({ words: [{ text, change }] });

/** Undefined where the two have too little in common to be read as one. */
function compare(before: string, after: string, until: number): Hunk | undefined {
  const timeout = until - Date.now();
  if (before.length + after.length > charactersMax || timeout <= 0) return undefined;
  const words = diffArrays(wordsOf(before), wordsOf(after), { timeout })?.map(({ value, added, removed }): Words => {
    const text = value.join("");
    return added ? { text, change: "added" } : removed ? { text, change: "removed" } : { text };
  });
  if (!words) return undefined;
  const shared = words.reduce((sum, { text, change }) => (change ? sum : sum + text.length), 0);
  return shared >= sharedMin * Math.min(before.length, after.length) ? { words } : undefined;
}

/** Paragraphs that went, and those that came in their place: the first beside the first, and so on. */
function changed(removed: string[], added: string[], until: number): Hunk[] {
  const hunks: Hunk[] = [];
  for (let at = 0; at < Math.max(removed.length, added.length); at++) {
    const [before, after] = [removed[at], added[at]];
    const both = before !== undefined && after !== undefined ? compare(before, after, until) : undefined;
    if (both) hunks.push(both);
    else {
      if (before !== undefined) hunks.push(whole(before, "removed"));
      if (after !== undefined) hunks.push(whole(after, "added"));
    }
  }
  return hunks;
}

/** Undefined if the texts differ so much that comparing them takes too long. */
export function diffParagraphs(before: string[], after: string[]): Hunk[] | undefined {
  const until = Date.now() + timeoutMs;
  const parts = diffArrays(before, after, { timeout: timeoutMs });
  if (!parts) return undefined;
  const hunks: Hunk[] = [];
  for (let at = 0; at < parts.length; at++) {
    const { value, added, removed } = parts[at] as (typeof parts)[number];
    if (!added && !removed) {
      hunks.push({ same: value });
      continue;
    }
    const next = parts[at + 1];
    if (removed && next?.added) {
      hunks.push(...changed(value, next.value, until));
      at++;
    } else hunks.push(...(removed ? changed(value, [], until) : changed([], value, until)));
  }
  return hunks;
}
