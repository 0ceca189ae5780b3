"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { ApiProblem } from "@/lib/wallet/api";
import { Cancelled } from "@/lib/wallet/wallet";
import { signInWithWallet } from "./open-wallet";

/** One sentence for a person about why connecting or signing in did not work. */
export function walletProblem(error: unknown): string {
  if (error instanceof Cancelled) return "You cancelled. Nothing was signed.";
  if (error instanceof ApiProblem) return error.message;
  return "The wallet did not answer. Check that it is unlocked and try again.";
}

/** Signing in as a button needs it: press, wait, cancel, say what went wrong. The page is refreshed once it worked. */
export function useSignIn() {
  const router = useRouter();
  const attempt = useRef<AbortController>(null);
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null });

  useEffect(() => () => attempt.current?.abort(), []);

  async function start() {
    attempt.current?.abort();
    const own = new AbortController();
    attempt.current = own;
    setState({ busy: true, problem: null });
    try {
      await signInWithWallet(own.signal);
      router.refresh();
      if (!own.signal.aborted) setState({ busy: false, problem: null });
    } catch (error) {
      if (!own.signal.aborted) setState({ busy: false, problem: walletProblem(error) });
    }
  }

  function cancel() {
    attempt.current?.abort();
    setState({ busy: false, problem: null });
  }

  return { ...state, start, cancel };
}
