// An API problem with its sentences in the page's language.

import { ApiProblem } from "@/lib/api-client/problem";
import type { Texts } from "@/lib/i18n/locales";
import { en } from "./text.en";
import { ja } from "./text.ja";

export const problems: Texts<typeof en> = { en, ja };

export function inWords(problem: ApiProblem, t: typeof en): ApiProblem {
  const issues = problem.issues.map((issue) => ({ ...issue, message: t.issue(issue) }));
  return new ApiProblem({ ...problem, detail: t.problem(problem.code, problem.message), issues });
}
