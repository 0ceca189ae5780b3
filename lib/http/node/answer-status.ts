// The status of a page, where Next has no way to say it: "gone" (410) beside its 200 and 404.
import type { ServerResponse } from "node:http";
import { currentExchange } from "./exchange";

/** Of the request that this code runs for; undefined in background work. */
export const currentAnswer = (): ServerResponse | undefined => currentExchange()?.response;

/** Before anything of the page has left. */
export function answerGone(): void {
  const answer = currentAnswer();
  if (answer && !answer.headersSent) answer.statusCode = 410;
}
