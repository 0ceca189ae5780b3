// How long a text takes to read, as people are told it.
const WORDS_PER_MINUTE = 220;

export function minutesOf(words: number): number {
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}

/** With fewer words than these it takes so many minutes at most. */
export function wordsWithin(minutes: number): number {
  return (minutes + 0.5) * WORDS_PER_MINUTE;
}
