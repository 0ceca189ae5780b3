import type { ReactNode } from "react";
import { useObservable } from "@/lib/browser/observable";
import { useText } from "@/lib/i18n/use-text";
import { shorten } from "@/lib/kernel/address";
import { walletAccount } from "@/lib/wallet/wallet";
import { text } from "./text";
import type { PaywallItem } from "./types";

interface OfferProps {
  item: PaywallItem;
  /** The button, or the quiet line in its place. */
  children: ReactNode;
  /** Something happened and is said above: what was promised before makes room for it. */
  brief: boolean;
  onSignIn: () => void;
}

/** The wall at rest: one button, from which wallet it pays, what is promised for it, and the way in for who has paid already. */
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
      <p className="mt-3 text-sm">
        {already}{" "}
        <button type="button" className="link font-semibold" onClick={onSignIn}>
          {signIn}
        </button>
      </p>
    </>
  );
}
