// Our own API from the browser: JSON in and out, problem+json (RFC 9457) becomes an ApiProblem.
import type { FieldIssue } from "../kernel/field-issues";

export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly code: string;
  /** What is wrong with which field of the input. */
  readonly issues: FieldIssue[];

  constructor(status: number, code: string, detail: string, issues: FieldIssue[] = []) {
    super(detail);
    this.status = status;
    this.code = code;
    this.issues = issues;
  }
}

/** The problem in an answer that is not 2xx. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const { code, detail, issues } = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  return new ApiProblem(
    response.status,
    typeof code === "string" ? code : "internal",
    typeof detail === "string" ? detail : "The server answered with an error.",
    Array.isArray(issues) ? (issues as FieldIssue[]) : [],
  );
}

/** Sends a file as it is; answers JSON. */
export async function putFile<T>(path: string, file: Blob): Promise<T> {
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  const response = await fetch(path, {
    method: "PUT",
    cache: "no-store",
    headers,
    body: file,
    signal: AbortSignal.timeout(120_000),
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

export async function callApi<T>(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    cache: "no-store",
    signal: AbortSignal.timeout(20_000),
    ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
