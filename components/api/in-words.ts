// An API problem with its sentences in the page's language.

import { ApiProblem } from "@/lib/api-client/call";
import type { Texts } from "@/lib/i18n/locales";
import { en } from "./text.en";
import { ja } from "./text.ja";

export const problems: Texts<typeof en> = { en, ja };

export function inWords({ status, code, message, issues }: ApiProblem, t: typeof en): ApiProblem {
  return new ApiProblem(
    status,
    code,
    t.problem(code, message),
    issues.map((issue) => ({ ...issue, message: t.issue(issue) })),
  );
}
