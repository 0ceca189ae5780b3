import { useCallback, useEffect, useRef, useState } from "react";
import type { AnswerOf } from "@/lib/api-client/client";
import { call } from "@/lib/browser/api";
import { useText } from "@/lib/i18n/use-text";
import { problems } from "../../api/in-words";

type Check = AnswerOf<"GET /api/creators/me/handle">;

const pauseMs = 400;

export interface HandleState {
  handle: string;
  type: (handle: string) => void;
  /** For the name: while no handle was typed, one is suggested from it. */
  follow: (name: string) => void;
  /** What is wrong with the handle, in words; undefined while it is not known. */
  problem: string | undefined;
  suggestion: string | null;
  /** It can be had, and is not the present one. */
  isFree: boolean;
}

/** A handle as it is typed: suggested from the name at first, and looked for once the typing pauses. */
export function useHandle(present: string | undefined): HandleState {
  const [handle, setHandle] = useState(present ?? "");
  const [answer, setAnswer] = useState<Check | null>(null);
  const isTyped = useRef(present !== undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asking = useRef<AbortController>(undefined);
  const words = useText(problems);
  const stop = useCallback(() => {
    clearTimeout(timer.current);
    asking.current?.abort();
  }, []);
  useEffect(() => stop, [stop]);

  const askSoon = (query: { handle: string } | { name: string }, take: (answer: Check) => void) => {
    stop();
    const ask = new AbortController();
    const { signal } = ask;
    asking.current = ask;
    timer.current = setTimeout(() => {
      // Without an answer nothing is said: saving decides.
      call("GET /api/creators/me/handle", { query, signal }).then(
        (next) => signal.aborted || take(next),
        () => {},
      );
    }, pauseMs);
  };
  const type = (next: string) => {
    isTyped.current = next !== "";
    setHandle(next);
    setAnswer(null);
    if (next === "" || next === present) stop();
    else askSoon({ handle: next }, setAnswer);
  };
  const follow = (name: string) => {
    if (isTyped.current) return;
    askSoon({ name }, ({ suggestion }) => {
      setHandle(suggestion ?? "");
      setAnswer(suggestion ? { handle: suggestion, problem: null, suggestion: null } : null);
    });
  };
  const problem = answer?.problem ? words.issue(answer.problem) : undefined;
  return { handle, type, follow, problem, suggestion: answer?.suggestion ?? null, isFree: answer !== null && !problem };
}
