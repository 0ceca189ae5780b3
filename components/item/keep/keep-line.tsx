"use client";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { useSignIn } from "@/components/wallet/use-sign-in";
import { loadSession, useSession } from "@/lib/browser/session";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/**
 * Offers a sign-in after a purchase, since a payment opens the item in this browser only, and the library follows the wallet.
 * `signedIn`: known to the server, so that the line does not change after loading.
 */
export function KeepLine({ signedIn }: { signedIn?: boolean }) {
  const { keep, kept, waiting } = useText(text);
  const session = useSession();
  // No refresh: it would lose the reader's place.
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
