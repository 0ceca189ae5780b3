import type { ReactNode } from "react";
import { useObservable } from "@/lib/browser/observable";
import { useText } from "@/lib/i18n/use-text";
import { shorten } from "@/lib/kernel/address";
import { walletAccount } from "@/lib/wallet/wallet";
import { text } from "./text";
import type { PaywallItem } from "./types";

interface OfferProps {
  item: PaywallItem;
  /** The button, or the text in its place. */
  children: ReactNode;
  /** A notice is shown above, and the promise is left out. */
  brief: boolean;
  /** Absent for whoever is signed in, and does not own it. */
  onSignIn: (() => void) | undefined;
}

/** The wall before a click: price, button, the wallet that will pay, the promise, and a sign-in for owners. */
export function Offer({ item, children, brief, onSignIn }: OfferProps) {
  const { from, review, promise, already, signIn } = useText(text);
  const account = useObservable(walletAccount, null);
  return (
    <>
      {children}
      {account && (
        <p className="figures mt-2 text-center text-xs text-ink-3">
          {from(shorten(account.address), account.walletName)} {!brief && review}
        </p>
      )}
      {!brief && <p className="mt-4 text-sm text-ink-2">{promise[item.kind](item.creatorName)}</p>}
      {onSignIn && (
        <p className="mt-3 text-sm">
          {already}{" "}
          <button type="button" className="link font-semibold" onClick={onSignIn}>
            {signIn}
          </button>
        </p>
      )}
    </>
  );
}
