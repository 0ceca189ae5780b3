"use client";
import { type FormEvent, useCallback, useMemo, useState } from "react";
import { ApiProblem, isOf, withoutField } from "@/lib/api-client/problem";
import { useText } from "@/lib/i18n/use-text";
import { inWords, problems } from "./in-words";

const offline = new ApiProblem({
  status: 0,
  code: "unavailable",
  detail: "The server could not be reached. Nothing was changed; check the connection and try again.",
});

/** Runs one API call at a time and keeps its problem, as a whole and for each field. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ApiProblem | null>(null);
  const words = useText(problems);
  const problem = useMemo(() => failed && inWords(failed, words), [failed, words]);

  const run = useCallback(async <T>(call: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setFailed(null);
    try {
      return await call();
    } catch (error) {
      setFailed(error instanceof ApiProblem ? error : offline);
      return undefined;
    } finally {
      setBusy(false);
    }
  }, []);

  /** What was said of a field leaves as soon as that is changed. */
  const forget = useCallback((name: string) => setFailed((before) => before && withoutField(before, name)), []);
  /** The same for a form's `onInput`. */
  const amend = useCallback(({ target }: FormEvent) => forget((target as HTMLInputElement).name), [forget]);

  const errorOf = (field: string) => problem?.issues.find(({ path }) => isOf(path, field))?.message;
  return { busy, problem, run, errorOf, forget, amend };
}
