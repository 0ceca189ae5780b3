"use client";
import clsx from "clsx";
import { lazy, Suspense, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { useObservable } from "@/lib/browser/observable";
import { loadSession, refreshSession, useSession } from "@/lib/browser/session";
import { hearOtherTabs } from "@/lib/browser/tabs";
import { useText } from "@/lib/i18n/use-text";
import { isWalletRemembered, walletAccount } from "@/lib/wallet/wallet";
import { openWallet } from "./open-wallet";
import { text } from "./text";
import { useSignIn } from "./use-sign-in";

/** Only for who is somebody. */
const WalletMenu = lazy(async () => ({ default: (await import("./wallet-menu")).WalletMenu }));

/** Restores the last wallet once the page is quiet. */
function useSilentReconnect() {
  useEffect(() => {
    if (!isWalletRemembered()) return;
    const quietly = () => void openWallet().catch(() => {});
    const timer = setTimeout(quietly, 1200);
    return () => clearTimeout(timer);
  }, []);
}

function useSharedSession() {
  useEffect(() => {
    void loadSession();
    return hearOtherTabs((message) => void (message.type === "session" && refreshSession()));
  }, []);
  return useSession();
}

/** The header's corner: "Sign in", or who you are. Wallet code is loaded by the click, or when there is a connection to restore. */
export function WalletButton() {
  const session = useSharedSession();
  const account = useObservable(walletAccount, null);
  const signIn = useSignIn();
  const { cancel, signIn: signInLabel } = useText(text);
  useSilentReconnect();

  const address = session?.wallet ?? account?.address;
  if (address && !signIn.busy) {
    return (
      <Suspense>
        <WalletMenu
          address={address}
          account={account}
          session={session ?? null}
          onSignIn={signIn.start}
          problem={signIn.problem}
        />
      </Suspense>
    );
  }
  return (
    <div className="relative">
      <Button
        size="small"
        className={clsx("whitespace-nowrap", session === undefined && "invisible")}
        aria-busy={signIn.busy}
        onClick={signIn.busy ? signIn.cancel : signIn.start}
      >
        {signIn.busy ? cancel : signInLabel}
      </Button>
      {signIn.problem && (
        <p role="alert" className="absolute end-0 z-30 mt-2 w-64 rounded-md border border-rule bg-raised p-3 text-sm shadow-lift">
          {signIn.problem}
        </p>
      )}
    </div>
  );
}
