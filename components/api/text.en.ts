import type { FieldIssue } from "@/lib/kernel/field-issues";

/** What the API refused, in the English sentences that the API answers with. */
export const en = {
  problem: (_code: string, detail: string) => detail,
  issue: ({ message }: FieldIssue) => message,
};
