// RFC 9457 problem+json: the one place where an error becomes an HTTP answer. Unknown errors say nothing of themselves.
import { isOverloaded } from "../db/client";
import { Refusal, type RefusalCode } from "../kernel/errors";

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: RefusalCode | "internal";
  detail: string;
  issues?: { path: string; message: string }[];
}

const title = (code: string) => code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ");

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (!isOverloaded(error)) return undefined;
  const words = "The server is busy. Ask again in a moment; if you sent a payment, send that same one and sign no other.";
  return new Refusal("unavailable", words, { headers: { "Retry-After": "2" } });
}

/** The answer for anything thrown below a route. */
export function toProblem(error: unknown): Response {
  const refusal = refusalOf(error);
  const code = refusal?.code ?? "internal";
  if (!refusal) console.error("unexpected error", error instanceof Error ? (error.stack ?? error.name) : typeof error);
  const problem: Problem = {
    type: `/docs/errors/${code}`,
    title: title(code),
    status: refusal?.status ?? 500,
    code,
    detail:
      refusal?.message ??
      "Something went wrong on our side. Try again; if you sent a payment, send that same one and sign no other.",
    ...(refusal?.issues.length ? { issues: refusal.issues } : {}),
  };
  return Response.json(problem, {
    status: problem.status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...refusal?.headers },
  });
}
