// What is wrong with a field of the input, as a code with parameters; pages make sentences from the code in each language.
import type { z } from "zod";

export const issueCodes = [
  "missing",
  "wrong_type",
  "wrong_form",
  "too_short",
  "too_long",
  "too_few",
  "too_many",
  "out_of_range",
  "not_an_option",
  "unknown_field",
  "control_characters",
  "deceptive_characters",
  "no_visible_character",
  "reserved",
  "taken",
  "unchanged",
] as const;
export type IssueCode = (typeof issueCodes)[number];

export interface IssueParams {
  min?: number | string;
  max?: number | string;
}

export interface FieldIssue {
  /** Where in the input, as "price" or "files.0.name". */
  path: string;
  code: IssueCode;
  params?: IssueParams;
  /** A sentence in English, for API clients. */
  message: string;
}

/** For `refine`: what its issue is, and the sentence in English. */
export const refused = (code: IssueCode, error: string, params: IssueParams = {}) => ({ error, params: { code, ...params } });

const numberOrText = (value: unknown) => (typeof value === "number" || typeof value === "string" ? value : String(value));

/** zod's own issues by their code; a refinement says its code itself (`refused`). */
function codeOf(issue: z.core.$ZodIssue): { code: IssueCode; params?: IssueParams } {
  switch (issue.code) {
    case "too_big": {
      const params = { max: numberOrText(issue.maximum) };
      if (issue.origin === "string") return { code: "too_long", params };
      return { code: issue.origin === "array" ? "too_many" : "out_of_range", params };
    }
    case "too_small": {
      const params = { min: numberOrText(issue.minimum) };
      if (issue.origin === "string") return issue.minimum === 1 ? { code: "missing" } : { code: "too_short", params };
      return { code: issue.origin === "array" ? "too_few" : "out_of_range", params };
    }
    case "invalid_type":
      return { code: "wrong_type" };
    case "invalid_value":
      return { code: "not_an_option" };
    case "unrecognized_keys":
      return { code: "unknown_field" };
    case "custom": {
      const { code, ...params } = (issue.params ?? {}) as IssueParams & { code?: IssueCode };
      return { code: code ?? "wrong_form", ...(Object.keys(params).length > 0 ? { params } : {}) };
    }
    default:
      return { code: "wrong_form" };
  }
}

/** Of one request; a sender that got more wrong hears of the rest when it has mended these. */
const ISSUES_MAX = 20;
/** What a sender called its fields comes back in paths and sentences. */
const CHARACTERS_MAX = 200;

const cut = (text: string) => (text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX)}…` : text);

/** The first issues, at most 20 and each of bounded length, whatever came in. */
export function fieldIssuesOf({ issues }: z.core.$ZodError): FieldIssue[] {
  return issues
    .slice(0, ISSUES_MAX)
    .map((issue) => ({ path: cut(issue.path.join(".")), ...codeOf(issue), message: cut(issue.message) }));
}
