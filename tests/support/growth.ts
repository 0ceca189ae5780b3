// Texts that grow: each is one pattern, repeated until it is as long as it should be. Work on them may take time in proportion to their
// length and no more; a pattern for which it takes four times as long on twice the text is found by doubling.

export interface Pattern {
  name: string;
  /** So many characters, about. */
  text(length: number): string;
}

const repeated = (unit: string, head = "", tail = ""): Pattern => ({
  name: JSON.stringify(`${head}(${unit})*${tail}`),
  text: (length) => head + unit.repeat(Math.ceil(length / unit.length)) + tail,
});

/** A run of one kind of letters after a run of another. */
const runs = (first: string, second: string): Pattern => ({
  name: JSON.stringify(`(${first})*(${second})*`),
  text: (length) => first.repeat(length / first.length / 2) + second.repeat(length / second.length / 2),
});

/** Of twelve letters each, none of them twice. */
const distinct: Pattern = {
  name: "distinct words",
  text: (length) =>
    Array.from({ length: Math.ceil(length / 13) }, (_, index) =>
      [...((index * 2_654_435_761) % 2 ** 32).toString(26).padStart(12, "0")]
        .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
        .join(""),
    ).join(" "),
};

/** What was found to be slow once, and its kin. */
export const knownPatterns: Pattern[] = [
  distinct,
  ...[
    "a",
    "a-",
    "a.",
    "a_",
    "/a",
    "a@",
    "1",
    "1e",
    "-1.",
    "http://a.b/",
    "<!--",
    "<a ",
    "<a '\"",
    "&a",
    "あ",
    "あ ",
    "あa",
    "活版印刷",
  ].map((unit) => repeated(unit)),
  ...["\ufdfa", "\ufdfa ", "\u1100\u1161\u11a8", "😀", "𠀀 "].map((unit) => repeated(unit)),
  runs("\u0301", "\u0316"),
  runs("\ufe20\u0301", "\u0316"),
  ...["[", "![", "*a_", "> ", "- ", "`", "|", "[^a]", "<", "\\", "~~~\n", "# ", "[a](", "> a\na\n", " ", "\n", "=\n", "* * "].map(
    (unit) => repeated(unit),
  ),
];

const alphabet = [
  ..."a1 \n\t.,:;!?'\"-_/\\|@#$%&*+=<>()[]{}~^`",
  ..."éßあア漢々ー。、\u0301\u0316\ufe20\u3099ﷺ가ไ😀𠀀",
  ...[
    "<!--",
    "-->",
    "http://",
    "www.",
    "](",
    "[^",
    "]:",
    "```",
    "~~~",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "    ",
    "| ",
    "|-",
    "a@b.c",
    "&#x",
  ],
];

/** Numbers below 1 that follow from `seed` (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Patterns nobody thought of: short units of letters, signs and beginnings, sometimes between others. */
export function randomPatterns(count: number, seed: number): Pattern[] {
  const random = randomFrom(seed);
  const some = (most: number) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");
  return Array.from({ length: count }, () =>
    repeated(`${some(5)}${alphabet[Math.floor(random() * alphabet.length)]}`, some(2), some(2)),
  );
}

/** Below `noticedMs` no growth is told from noise. */
interface Stopwatch {
  ms(): number;
  noticedMs: number;
}
/** What this process computed: a busy machine does not stretch it. */
export const computing: Stopwatch = { ms: () => process.cpuUsage().user / 1000, noticedMs: 200 };
export const elapsed: Stopwatch = { ms: () => performance.now(), noticedMs: 1_000 };

interface Measured {
  work(text: string): unknown;
  clock: Stopwatch;
}

async function msOf({ work, clock }: Measured, text: string, times: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time++) {
    const started = clock.ms();
    await work(text);
    best = Math.min(best, clock.ms() - started);
  }
  return best;
}

/** The square would be 4. */
const RATIO_MAX = 3;

/** Doubles a text up to `longest` characters; says where the work grew by more than the text, and otherwise nothing. */
export async function findGrowth(pattern: Pattern, measured: Measured, longest: number): Promise<string | null> {
  const isGrowth = (before: number, ms: number) => ms > measured.clock.noticedMs && ms > RATIO_MAX * before;
  await measured.work(pattern.text(1));
  let before = Number.POSITIVE_INFINITY;
  for (const part of [16, 8, 4, 2, 1]) {
    const length = Math.ceil(longest / part);
    let ms = await msOf(measured, pattern.text(length), 1);
    if (isGrowth(before, ms)) {
      before = await msOf(measured, pattern.text(length / 2), 3);
      ms = await msOf(measured, pattern.text(length), 3);
      if (isGrowth(before, ms)) return `${pattern.name}: ${before.toFixed()} ms, and ${ms.toFixed()} ms at the double, ${length}`;
    }
    before = ms;
  }
  return null;
}
