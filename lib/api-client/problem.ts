// What a call comes back with when it does not succeed: a problem document (RFC 9457), or status 0 where there was no answer.
import type { FieldIssue } from "../kernel/field-issues";

interface ProblemFields {
  /** 0: no answer arrived. */
  status: number;
  code: string;
  /** A sentence in English. */
  detail: string;
  title?: string;
  /** What is wrong with which field of the input. */
  issues?: FieldIssue[];
  /** Also in the server's log. */
  requestId?: string;
  /** When the server wants to be asked again, as its header says it. */
  retryAfter?: string | null;
}

/** `message` is the detail. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  declare readonly status: number;
  declare readonly code: string;
  declare readonly title?: string;
  declare readonly issues: FieldIssue[];
  declare readonly requestId?: string;
  declare readonly retryAfter?: string | null;

  constructor({ detail, ...fields }: ProblemFields, options?: ErrorOptions) {
    super(detail, options);
    Object.assign(this, { issues: [], ...fields });
  }
}

/** Whether an issue is of a field, or of a part of it. */
export const isOf = (path: string, field: string) => path === field || path.startsWith(`${field}.`);

/** What is left of a problem once one of its fields has changed; nothing, where that was all. */
export function withoutField(problem: ApiProblem, field: string): ApiProblem | null {
  const issues = problem.issues.filter(({ path }) => !isOf(path, field));
  if (issues.length === problem.issues.length) return problem;
  return issues.length ? new ApiProblem({ ...problem, detail: problem.message, issues }) : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where a proxy answered in the server's place there is no document, only a status. */
function problemIn({ status, headers }: Response, json: unknown): ApiProblem {
  const said = json as Partial<ProblemFields> | null | undefined;
  const document = typeof said?.code === "string" ? said : {};
  const retryAfter = headers.get("retry-after");
  return new ApiProblem({ code: "internal", detail: `The server answered ${status}.`, ...document, status, retryAfter });
}

/** The problem in an answer that is not 2xx. */
export const problemOf = async (response: Response): Promise<ApiProblem> =>
  problemIn(response, parse(await response.text().catch(() => "")));

/** The JSON of an answer, undefined for one without content. Throws the problem of one that is not 2xx, or is no JSON. */
export async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  const json = parse(text);
  if (response.ok && (json !== undefined || text === "")) return json;
  throw problemIn(response, json);
}
