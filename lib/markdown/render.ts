// Markdown to safe HTML, within bounds on time, memory and output: strangers write it, and no text may hold up another's. It is rendered
// in processes apart; what cannot be rendered within the bounds is shown as it was written.
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import workerpool, { type Pool } from "workerpool";
import { programOf } from "../worker-process/program";
import { QUEUE_MAX, TASK_MS_MAX, WAIT_MS } from "./bounds";
import { isTooCostly } from "./cost";
import type { MarkdownLanguage } from "./labels";
import type { Part } from "./render-part";
import { splitMarkdown } from "./split";

const CHARACTERS_MAX = 32 * 1024 ** 2;
const OVERDUE_MAX = 10_000;
const OVERDUE_MS = 5 * 60_000;

function createRenderer() {
  const { path, execArgv } = programOf("lib/markdown/worker");
  return {
    pool: workerpool.pool(path, {
      workerType: "process",
      maxWorkers: 2,
      maxQueueSize: QUEUE_MAX,
      // No environment: what renders strangers' texts has nothing to tell.
      forkOpts: { execArgv, env: { NODE_ENV: "production", PATH: "" }, silent: true },
    }),
    /** Rendered parts, and those that could not be, by the hash of their source. */
    rendered: new LRUCache<string, string>({
      maxSize: CHARACTERS_MAX,
      maxEntrySize: CHARACTERS_MAX / 4,
      sizeCalculation: (html) => html.length + 1,
    }),
    /** What is being rendered or waits for it: at most as much as the pool takes. */
    begun: new Map<string, Promise<string>>(),
    /** What a page waited for in vain lately, or could not be told: nobody waits for it again. */
    overdue: new LRUCache<string, true>({ max: OVERDUE_MAX, ttl: OVERDUE_MS }),
    /** The processes cannot be started, or ended without a reason of ours, when last asked. */
    isFailing: false,
    /** Learns of it when that begins. */
    report: undefined as ((error: unknown) => void) | undefined,
  };
}

/** On globalThis: Next loads this module once per bundle. */
const holder = globalThis as { pennypostRenderer?: ReturnType<typeof createRenderer> };
function renderer() {
  holder.pennypostRenderer ??= createRenderer();
  return holder.pennypostRenderer;
}

/** Whether texts are shown as written since nothing can be rendered; `report` learns of it when that begins. */
export const isRenderingFailing = () => renderer().isFailing;
export function reportRenderingFailures(report: (error: unknown) => void): void {
  renderer().report = report;
}

/** Too many texts at once is no failure. */
const isFailure = (error: unknown) => !(error instanceof Error && error.message.startsWith("Max queue size"));

function noteFailure(error: unknown): void {
  const state = renderer();
  if (!isFailure(error) || state.isFailing) return;
  state.isFailing = true;
  state.report?.(error);
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function asPlainText(markdown: string): string {
  return `<pre class="plain" tabindex="0">${markdown.replace(/[&<>"]/g, (character) => escapes[character] ?? "")}</pre>`;
}

/** The process was ended by its watchdog, or ended itself for lack of memory; and did not fail to start, say. */
const isTooMuch = (error: unknown) =>
  error instanceof workerpool.TerminateError && /signalCode: `SIG(KILL|ABRT|TRAP)`/.test(error.message);

const hasCode = (markdown: string) => /```|~~~/.test(markdown);

/** Null where it takes too much, with its code uncoloured as well. Throws where nobody can tell. */
async function renderWithin(pool: Pool, part: Omit<Part, "isColoured">): Promise<string | null> {
  for (const isColoured of hasCode(part.markdown) ? [true, false] : [true]) {
    try {
      return await pool.exec("render", [{ ...part, isColoured }]).timeout(TASK_MS_MAX);
    } catch (error) {
      if (!isTooMuch(error)) throw error;
    }
  }
  return null;
}

const keyOf = ({ markdown, idPrefix, language }: Omit<Part, "isColoured">) =>
  createHash("sha256").update(`${language}\n${idPrefix}\n${markdown}`).digest("base64");

/** The part's HTML, or the part as it was written where it cannot be rendered; once for all who ask at the same time. */
function renderOnce(part: Omit<Part, "isColoured">, key: string): Promise<string> {
  const { pool, rendered, begun } = renderer();
  const known = rendered.get(key);
  if (known !== undefined) return Promise.resolve(known);
  const running = begun.get(key);
  if (running !== undefined) return running;
  const rendering = renderWithin(pool, part)
    .then((html) => {
      const shown = html ?? asPlainText(part.markdown);
      renderer().isFailing = false;
      rendered.set(key, shown);
      return shown;
    })
    .finally(() => begun.delete(key));
  begun.set(key, rendering);
  return rendering;
}

export interface Rendered {
  html: string;
  /** Shown as written this time only: rendering goes on, or could not begin. Not to be kept. */
  isLate: boolean;
}

async function renderPart(part: Omit<Part, "isColoured">): Promise<Rendered> {
  const asWritten = (isLate: boolean): Rendered => ({ html: asPlainText(part.markdown), isLate });
  if (isTooCostly(part.markdown)) return asWritten(false);
  const { rendered, overdue } = renderer();
  const key = keyOf(part);
  const isOverdue = overdue.has(key) && !rendered.has(key);
  const tooLate = () => {
    overdue.set(key, true);
    return asWritten(true);
  };
  const rendering = renderOnce(part, key).then(
    (html): Rendered => ({ html, isLate: false }),
    (error: unknown) => {
      noteFailure(error);
      return error instanceof workerpool.Promise.TimeoutError ? tooLate() : asWritten(true);
    },
  );
  if (isOverdue) return asWritten(true);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Rendered>((resolve) => {
    timer = setTimeout(() => resolve(tooLate()), WAIT_MS);
  });
  return Promise.race([rendering, late]).finally(() => clearTimeout(timer));
}

/**
 * Renders to an HTML fragment; never throws. `idPrefix` keeps the ids of two fragments on one page apart; labels are in the page's
 * language. Of a long text each part is rendered by itself.
 */
export async function renderText(markdown: string, idPrefix = "t-", language: MarkdownLanguage = "en"): Promise<Rendered> {
  const parts = await Promise.all(
    splitMarkdown(markdown).map((part, index) =>
      renderPart({ markdown: part, idPrefix: index > 0 ? `${idPrefix}${index}-` : idPrefix, language }),
    ),
  );
  return { html: parts.map(({ html }) => html).join("\n"), isLate: parts.some(({ isLate }) => isLate) };
}

/** The HTML of `renderText`, for what is shown once. */
export async function renderMarkdown(markdown: string, idPrefix?: string, language?: MarkdownLanguage): Promise<string> {
  return (await renderText(markdown, idPrefix, language)).html;
}
