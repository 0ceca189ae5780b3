"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useText } from "@/lib/i18n/use-text";
import { text as prompts } from "./prompt/text";
import { text as words } from "./text";
import { useSignIn } from "./use-sign-in";

interface SignInPromptProps {
  purpose: keyof (typeof prompts)["en"];
  /** Shown above the title. */
  children?: ReactNode;
  /** Where the page has a title of its own. */
  isPart?: boolean;
}

/** The gate in front of what belongs to a wallet. */
export function SignInPrompt({ purpose, children, isPart }: SignInPromptProps) {
  const { busy, problem, start, cancel } = useSignIn();
  const { waiting, signInWithWallet, cancel: cancelLabel } = useText(words);
  const { title, text } = useText(prompts)[purpose];
  const Title = isPart ? "h2" : "h1";
  return (
    <section className="mx-auto max-w-md py-16 text-center">
      {children}
      <Title className="text-2xl">{title}</Title>
      <p className="mt-3 text-ink-2">{text}</p>
      <div className="mt-7 flex flex-col items-center gap-3">
        <Button variant="primary" size="large" disabled={busy} onClick={start}>
          {busy ? waiting : signInWithWallet}
        </Button>
        {busy && (
          <Button variant="quiet" size="small" onClick={cancel}>
            {cancelLabel}
          </Button>
        )}
        {problem && <Notice tone="red">{problem}</Notice>}
      </div>
    </section>
  );
}
