import type { FieldIssue } from "@/lib/kernel/errors";

/** What the API refused. It says it in English itself. */
export const en = {
  problem: (_code: string, said: string) => said,
  issue: ({ message }: FieldIssue) => message,
};
