// Where no process that renders can be started: texts are shown as written, the operator learns of it once, and nothing is kept. And where
// one takes longer than a page waits.
import { LRUCache } from "lru-cache";
import { afterEach, expect, it, vi } from "vitest";
import workerpool from "workerpool";
import { isRenderingFailing, renderText, reportRenderingFailures } from "./render";

const caches = () => ({
  rendered: new LRUCache<string, string>({ max: 10 }),
  overdue: new LRUCache<string, true>({ max: 10 }),
  begun: new Map(),
});
const holder = globalThis as { pennypostRenderer?: object | undefined };
const before = holder.pennypostRenderer;
let broken: workerpool.Pool | undefined;
afterEach(async () => {
  holder.pennypostRenderer = before;
  await broken?.terminate(true);
});

it("a text is shown as written this time, the operator is told once, and it is over when a text is rendered again", async () => {
  broken = workerpool.pool("/nonexistent/worker.js", { workerType: "process", maxWorkers: 1, forkOpts: { silent: true } });
  const state = { pool: broken, ...caches(), isFailing: false };
  holder.pennypostRenderer = state;
  const told: unknown[] = [];
  reportRenderingFailures((error) => told.push(error));
  for (const text of ["*one*", "*two*"]) {
    expect(await renderText(text)).toEqual({ html: `<pre class="plain" tabindex="0">${text}</pre>`, isLate: true });
  }
  expect(isRenderingFailing()).toBe(true);
  expect(told).toHaveLength(1);
  expect(state.rendered.size).toBe(0);

  holder.pennypostRenderer = undefined;
  expect((await renderText("before")).isLate).toBe(false);
  const { pool } = holder.pennypostRenderer as unknown as typeof state;
  holder.pennypostRenderer = { ...state, pool };
  expect(await renderText("*three*")).toMatchObject({ html: expect.stringContaining("<em>three</em>"), isLate: false });
  expect(isRenderingFailing()).toBe(false);
}, 60_000);

it("a text that a page waited for in vain is waited for no second time, and shown once it is rendered", async () => {
  let resolve = (_html: string) => {};
  const rendering = new Promise<string>((done) => {
    resolve = done;
  });
  const exec = vi.fn(() => ({ timeout: () => rendering }));
  holder.pennypostRenderer = { pool: { exec }, ...caches(), isFailing: false };
  const asWritten = { html: `<pre class="plain" tabindex="0">*slow*</pre>`, isLate: true };
  vi.useFakeTimers();
  const first = renderText("*slow*");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await first).toEqual(asWritten);
  // No timer is moved on: whoever waits for one never ends.
  expect(await renderText("*slow*")).toEqual(asWritten);
  expect(exec).toHaveBeenCalledTimes(1);
  resolve("<em>slow</em>");
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(await renderText("*slow*")).toEqual({ html: "<em>slow</em>", isLate: false });
});

it("a text whose process did not answer in time is waited for no second time", async () => {
  let answer: Promise<string> = Promise.reject(new workerpool.Promise.TimeoutError("too long"));
  holder.pennypostRenderer = { pool: { exec: () => ({ timeout: () => answer }) }, ...caches(), isFailing: false };
  expect((await renderText("*stuck*")).isLate).toBe(true);
  answer = new Promise(() => {});
  expect((await renderText("*stuck*")).isLate).toBe(true);
});
