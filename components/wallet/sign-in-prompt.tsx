"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useSignIn } from "./use-sign-in";

const purposes = {
  library: {
    title: "Sign in with the wallet you paid with",
    text: "Your library follows your wallet to any device. One signature proves that it is yours; it costs nothing and moves no money.",
  },
  dashboard: {
    title: "Sign in to sell",
    text: "Your wallet is your account: what readers pay goes straight into it. One signature proves that it is yours; it costs nothing and moves no money.",
  },
  receipt: {
    title: "Sign in to see this receipt",
    text: "A receipt is shown to the wallet that paid and to the creator who was paid. One signature proves which one you are; it costs nothing.",
  },
};

interface SignInPromptProps {
  purpose: keyof typeof purposes;
  /** Shown above the title. */
  children?: ReactNode;
}

/** The gate in front of what belongs to a wallet. */
export function SignInPrompt({ purpose, children }: SignInPromptProps) {
  const { busy, problem, start, cancel } = useSignIn();
  const { title, text } = purposes[purpose];
  return (
    <section className="mx-auto max-w-md py-16 text-center">
      {children}
      <h1 className="text-2xl">{title}</h1>
      <p className="mt-3 text-ink-2">{text}</p>
      <div className="mt-7 flex flex-col items-center gap-3">
        <Button variant="primary" size="large" disabled={busy} onClick={start}>
          {busy ? "Waiting for your wallet…" : "Sign in with your wallet"}
        </Button>
        {busy && (
          <Button variant="quiet" size="small" onClick={cancel}>
            Cancel
          </Button>
        )}
        {problem && <Notice tone="red">{problem}</Notice>}
      </div>
    </section>
  );
}
