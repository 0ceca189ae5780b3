"use client";
import { useCallback, useState } from "react";
import { ApiProblem } from "@/lib/wallet/api";

const offline = new ApiProblem(
  0,
  "unavailable",
  "The server could not be reached. Nothing was changed; check the connection and try again.",
);

/** One call to our API at a time, with what the server said about it: as a whole, and per field. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const run = useCallback(async <T>(call: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setProblem(null);
    try {
      return await call();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : offline);
      return undefined;
    } finally {
      setBusy(false);
    }
  }, []);

  const errorOf = (field: string) => problem?.issues.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message;
  return { busy, problem, run, errorOf };
}
