// RFC 9457 problem+json: the one place where an error becomes an HTTP answer. An unknown error is logged and reveals nothing.
import { Refusal, type RefusalCode } from "../kernel/errors";
import type { FieldIssue } from "../kernel/field-issues";
import { requestId } from "./node/request-id";

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: RefusalCode | "internal";
  detail: string;
  /** Also in the answer's X-Request-Id and in the server's log. */
  requestId?: string;
  issues?: FieldIssue[];
}

export interface ProblemDeps {
  /** The refusal that an error of something outside amounts to, if it is an expected one. */
  toRefusal(error: unknown): Refusal | undefined;
  /** Learns of every error that is no refusal of ours. */
  report(error: unknown): void;
}

/** Of a 503 that does not know better. */
const RETRY_SECONDS = "5";

const title = (code: string) => code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ");

function problemResponse(refusal: Refusal | undefined): Response {
  const code = refusal?.code ?? "internal";
  const id = requestId();
  const problem: Problem = {
    type: `/docs/errors/${code}`,
    title: title(code),
    status: refusal?.status ?? 500,
    code,
    detail:
      refusal?.message ??
      "Something went wrong on our side. Try again; if you sent a payment, send that same one and sign no other.",
    ...(id ? { requestId: id } : {}),
    ...(refusal?.issues.length ? { issues: refusal.issues } : {}),
  };
  return Response.json(problem, {
    status: problem.status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...(problem.status === 503 ? { "Retry-After": RETRY_SECONDS } : {}),
      ...refusal?.headers,
    },
  });
}

/** The answer for anything thrown below a route. */
export function toProblem(error: unknown, { toRefusal, report }: ProblemDeps): Response {
  const refusal = error instanceof Refusal ? error : toRefusal(error);
  if (!(error instanceof Refusal)) report(error);
  return problemResponse(refusal);
}

/** For a body of which no byte arrived for so long. */
export const bodyStalled = (seconds: number): Response =>
  problemResponse(
    new Refusal("timed_out", `No byte of the body arrived for ${seconds} seconds. Send it again; a resumable upload goes on.`),
  );

/** For what is refused before any route sees it, since too many ask for the like. */
export const crowded = (message: string, retrySeconds: number): Response =>
  problemResponse(new Refusal("unavailable", message, { headers: { "Retry-After": String(retrySeconds) } }));
