// Where no process that renders can be started: texts are shown as written, the operator learns of it once, and nothing is kept.
import { LRUCache } from "lru-cache";
import { afterEach, expect, it } from "vitest";
import workerpool from "workerpool";
import { isRenderingFailing, renderText, reportRenderingFailures } from "./render";

const holder = globalThis as { pennypostRenderer?: object | undefined };
const before = holder.pennypostRenderer;
let broken: workerpool.Pool | undefined;
afterEach(async () => {
  holder.pennypostRenderer = before;
  await broken?.terminate(true);
});

it("a text is shown as written this time, the operator is told once, and it is over when a text is rendered again", async () => {
  broken = workerpool.pool("/nonexistent/worker.js", { workerType: "process", maxWorkers: 1, forkOpts: { silent: true } });
  const rendered = new LRUCache<string, string>({ max: 10 });
  const state = { pool: broken, rendered, begun: new Map(), isFailing: false };
  holder.pennypostRenderer = state;
  const told: unknown[] = [];
  reportRenderingFailures((error) => told.push(error));
  for (const text of ["*one*", "*two*"]) {
    expect(await renderText(text)).toEqual({ html: `<pre class="plain" tabindex="0">${text}</pre>`, isLate: true });
  }
  expect(isRenderingFailing()).toBe(true);
  expect(told).toHaveLength(1);
  expect(rendered.size).toBe(0);

  holder.pennypostRenderer = undefined;
  expect((await renderText("before")).isLate).toBe(false);
  const { pool } = holder.pennypostRenderer as unknown as typeof state;
  holder.pennypostRenderer = { ...state, pool };
  expect(await renderText("*three*")).toMatchObject({ html: expect.stringContaining("<em>three</em>"), isLate: false });
  expect(isRenderingFailing()).toBe(false);
}, 60_000);
