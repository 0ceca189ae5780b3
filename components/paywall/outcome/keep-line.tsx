"use client";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { useSignIn } from "@/components/wallet/use-sign-in";
import { useText } from "@/lib/i18n/use-text";
import { loadSession, useSession } from "@/lib/wallet/session";
import { text } from "./text";

/** Paying opened one piece in one browser; the library that follows the wallet is one more signature away, and offered here. */
export function KeepLine() {
  const { open } = useText(text);
  const session = useSession();
  // What was bought is on the page already: made anew, it would take the reader's place in it away.
  const { busy, problem, start, cancel } = useSignIn("stay");
  const link = useRef<HTMLAnchorElement>(null);
  const isKept = Boolean(session?.wallet);
  useEffect(() => void loadSession(), []);
  useEffect(() => {
    if (isKept && document.activeElement === document.body) link.current?.focus();
  }, [isKept]);
  if (!session) return null;
  if (isKept) {
    return (
      <Link ref={link} href="/library" className="link">
        {open.kept}
      </Link>
    );
  }
  return (
    <>
      <button type="button" className="link" onClick={busy ? cancel : start}>
        {busy ? open.keeping : open.keep}
      </button>
      {problem && (
        <span role="alert" className="w-full text-red">
          {problem}
        </span>
      )}
    </>
  );
}
