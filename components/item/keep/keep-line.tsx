"use client";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { useSignIn } from "@/components/wallet/use-sign-in";
import { loadSession, useSession } from "@/lib/browser/session";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/**
 * Paying opened one piece in one browser; the library that follows the wallet is one more signature away, and offered here.
 * `signedIn`: what the server knew when it made the page, so that the line is whole before anything is asked.
 */
export function KeepLine({ signedIn }: { signedIn?: boolean }) {
  const { keep, kept, waiting } = useText(text);
  const session = useSession();
  // What was bought is on the page already: made anew, it would take the reader's place in it away.
  const { busy, problem, start, cancel } = useSignIn("stay");
  const link = useRef<HTMLAnchorElement>(null);
  const wasPressed = useRef(false);
  const isKept = session ? session.wallet !== null : signedIn;
  useEffect(() => void loadSession(), []);
  useEffect(() => {
    if (isKept && wasPressed.current && document.activeElement === document.body) link.current?.focus();
  }, [isKept]);
  const press = () => {
    wasPressed.current = true;
    void (busy ? cancel() : start());
  };
  if (isKept === undefined) return null;
  if (isKept) {
    return (
      <Link ref={link} href="/library" className="link">
        {kept}
      </Link>
    );
  }
  return (
    <>
      <button type="button" className="link" onClick={press}>
        {busy ? waiting : keep}
      </button>
      {problem && (
        <span role="alert" className="w-full text-red">
          {problem}
        </span>
      )}
    </>
  );
}
