// 503 in place of Next's 500, for what is made by Next itself and fails because the database does not answer. Next has no status for it,
// and its own page is empty until scripts have run. Whether a failure ends the page is known only as its head is written.
import type { ServerResponse } from "node:http";
import { currentAnswer } from "./answer-status";

const RETRY_SECONDS = "2";

function becomeBusy(answer: ServerResponse): void {
  if (answer.headersSent || answer.statusCode !== 500) return;
  answer.statusCode = 503;
  answer.setHeader("Retry-After", RETRY_SECONDS);
  answer.setHeader("Cache-Control", "no-store");
}

/** For the request that this code runs for: if it ends with 500, it ends with 503, and instead of HTML with `page`. */
export function answerBusy(page: string): void {
  const answer = currentAnswer();
  if (!answer || answer.headersSent) return;
  const { flushHeaders, write, end } = answer;
  const isReplaced = () => answer.statusCode === 503 && String(answer.getHeader("Content-Type")).startsWith("text/html");
  answer.flushHeaders = () => {
    becomeBusy(answer);
    if (!isReplaced()) flushHeaders.call(answer);
  };
  answer.write = ((...part: Parameters<typeof write>) => {
    becomeBusy(answer);
    return isReplaced() || Reflect.apply(write, answer, part);
  }) as typeof write;
  answer.end = ((...part: Parameters<typeof end>) => {
    becomeBusy(answer);
    if (!isReplaced()) return Reflect.apply(end, answer, part);
    answer.removeHeader("Content-Length");
    answer.removeHeader("ETag");
    return end.call(answer, page, "utf8");
  }) as typeof end;
}

/** The same, of a request that Next does not see. */
export const busyAnswer = (page: string, retrySeconds: number): Response =>
  new Response(page, {
    status: 503,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Retry-After": String(retrySeconds) },
  });
