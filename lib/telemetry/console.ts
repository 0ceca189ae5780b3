// What Next and packages write to the console becomes lines of the log: of an error its name, code and frames, since its message may
// quote a statement and what was asked for.
import type { Log } from "./log";

const WORDS_MAX = 300;

/** Once in a process. What goes to standard output (a server's first words) stays as it is. */
export function takeConsole(log: () => Log): void {
  const write = (...words: unknown[]) => {
    const error = words.find((word) => word instanceof Error);
    if (error) log().failure("what nothing of ours caught", error);
    else log().warning(words.map(String).join(" ").slice(0, WORDS_MAX));
  };
  console.error = write;
  console.warn = write;
}
