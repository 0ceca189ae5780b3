"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useLocale } from "#use-locale";
import { ApiProblem } from "@/lib/api-client/problem";
import type { Locale } from "@/lib/i18n/locales";
import { Cancelled, WalletTrouble } from "@/lib/wallet/wallet";
import { text } from "./text";

/** One sentence for a person about why connecting or signing in did not work. */
export async function walletProblem(error: unknown, locale: Locale = "en"): Promise<string> {
  const { cancelled, trouble, problems, offline, failed } = text[locale];
  if (error instanceof Cancelled) return cancelled;
  if (error instanceof WalletTrouble) return trouble[error.why];
  if (error instanceof ApiProblem && error.status !== 0) return problems[error.code] ?? apiSentence(error, locale);
  return error instanceof ApiProblem || error instanceof TypeError ? offline : failed;
}

/** The words for every problem of the API are loaded when one occurs: a page that is read needs none of them. */
async function apiSentence({ code, message }: ApiProblem, locale: Locale): Promise<string> {
  const words = await import("@/components/api/in-words").catch(() => null);
  return words?.problems[locale].problem(code, message) ?? message;
}

/** Signing in as a button needs it: press, wait, cancel, say what went wrong. `after`: what the page does once it worked. */
export function useSignIn(after: "refresh" | "stay" = "refresh") {
  const router = useRouter();
  const locale = useLocale();
  const attempt = useRef<AbortController>(null);
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null });

  useEffect(() => () => attempt.current?.abort(), []);

  async function start() {
    attempt.current?.abort();
    const own = new AbortController();
    attempt.current = own;
    setState({ busy: true, problem: null });
    try {
      const { signInWithWallet } = await import("./connect-wallet");
      await signInWithWallet(own.signal);
      if (after === "refresh") router.refresh();
      if (!own.signal.aborted) setState({ busy: false, problem: null });
    } catch (error) {
      const problem = await walletProblem(error, locale);
      if (!own.signal.aborted) setState({ busy: false, problem });
    }
  }

  function cancel() {
    attempt.current?.abort();
    setState({ busy: false, problem: null });
  }

  return { ...state, start, cancel };
}
