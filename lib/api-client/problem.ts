// What a call comes back with when it does not succeed: a problem document (RFC 9457), or status 0 where there was no answer.
import type { FieldIssue } from "../kernel/field-issues";
import { readText } from "./read-text";

export interface ProblemFields {
  /** 0: no answer arrived. */
  status: number;
  code: string;
  /** A sentence in English. */
  detail: string;
  title?: string | undefined;
  /** What is wrong with which field of the input. */
  issues?: FieldIssue[];
  /** Also in the server's log. */
  requestId?: string | undefined;
  /** When the server wants to be asked again, as its header says it. */
  retryAfter?: string | undefined;
}

/** `message` is the detail. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly code: string;
  readonly title: string | undefined;
  readonly issues: FieldIssue[];
  readonly requestId: string | undefined;
  readonly retryAfter: string | undefined;

  constructor({ status, code, detail, title, issues = [], requestId, retryAfter }: ProblemFields, options?: ErrorOptions) {
    super(detail, options);
    this.status = status;
    this.code = code;
    this.title = title;
    this.issues = issues;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }
}

/** The document in an answer; nothing where a proxy answered in the server's place. */
function documentIn(text: string): Partial<ProblemFields> {
  try {
    const document = JSON.parse(text);
    return typeof document?.code === "string" ? document : {};
  } catch {
    return {};
  }
}

/** The problem in an answer that is not 2xx. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const { status, headers } = response;
  const document = documentIn(await readText(response).catch(() => ""));
  const retryAfter = headers.get("retry-after") ?? undefined;
  return new ApiProblem({ code: "internal", detail: `The server answered ${status}.`, ...document, status, retryAfter });
}
