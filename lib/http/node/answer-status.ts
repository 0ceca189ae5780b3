// The status of a page, where Next has no way to say it: "gone" (410) beside its 200 and 404.
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/** On globalThis: Next loads this module once per bundle. */
const holder = globalThis as { pennypostAnswer?: AsyncLocalStorage<ServerResponse> };
holder.pennypostAnswer ??= new AsyncLocalStorage();
const current = holder.pennypostAnswer;

/** Of the request that this code runs for; undefined in background work. */
export const currentAnswer = (): ServerResponse | undefined => current.getStore();

/** Before anything of the page has left. */
export function answerGone(): void {
  const answer = current.getStore();
  if (answer && !answer.headersSent) answer.statusCode = 410;
}

/** Once in a process, before the first request. */
export function letPagesSetStatus(): void {
  subscribe("http.server.request.start", (message) => {
    current.enterWith((message as { request: IncomingMessage; response: ServerResponse }).response);
  });
}
