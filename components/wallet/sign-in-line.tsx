"use client";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";
import { useSignIn } from "./use-sign-in";

/** One line beside what is there already: signing in shows the rest. */
export function SignInLine({ label }: { label: string }) {
  const { busy, problem, start, cancel } = useSignIn();
  const { signInWithWallet, cancel: cancelLabel } = useText(text);
  return (
    <div className="mt-3 text-sm">
      <p>
        {label}{" "}
        <button type="button" className="link font-semibold" onClick={busy ? cancel : start}>
          {busy ? cancelLabel : signInWithWallet}
        </button>
      </p>
      {problem && (
        <p role="alert" className="mt-1 text-red">
          {problem}
        </p>
      )}
    </div>
  );
}
