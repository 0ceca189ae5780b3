// What rendering one part of a text may take: far more than anything written for readers does.

/** Of computing. */
export const CPU_MS_MAX = 3_000;
/** Resident, of the process that renders; about 130 MB before any text. */
export const MEMORY_BYTES_MAX = 512 * 1024 ** 2;
export const HTML_CHARACTERS_MAX = 4 * 1024 ** 2;
/** For a process that does not answer, though it computes nothing. */
export const TASK_MS_MAX = 60_000;
/** How long a page waits for a text, queue included, before it shows it as it was written; the rendering goes on for the next one. */
export const WAIT_MS = 10_000;
/** Parts that wait for a process, from all readers. */
export const QUEUE_MAX = 200;
