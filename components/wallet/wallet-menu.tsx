"use client";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useText } from "@/lib/i18n/use-text";
import { shorten } from "@/lib/kernel/address";
import { type SessionView, signOut } from "@/lib/wallet/session";
import type { WalletAccount } from "@/lib/wallet/wallet";
import { openWallet } from "./open-wallet";
import { text } from "./text";
import { WalletFunds } from "./wallet-funds";

interface WalletMenuProps {
  address: string;
  account: WalletAccount | null;
  session: SessionView | null;
  problem: string | null;
  onSignIn: () => void;
}

const rowClass = "block w-full px-4 py-2.5 text-start text-sm font-semibold text-ink no-underline hover:bg-sunk";

/** Closes on Escape, on a press outside and when focus leaves. */
function useDisclosure() {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPress = ({ target }: PointerEvent) => {
      if (!box.current?.contains(target as Node)) setOpen(false);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== "Escape") return;
      setOpen(false);
      box.current?.querySelector("button")?.focus();
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, [open]);
  return { open, setOpen, box };
}

export function WalletMenu({ address, account, session, problem, onSignIn }: WalletMenuProps) {
  const { open, setOpen, box } = useDisclosure();
  const router = useRouter();
  const words = useText(text);
  const close = () => setOpen(false);

  async function leave() {
    close();
    await signOut();
    router.refresh();
  }

  async function disconnect() {
    close();
    await (await openWallet()).disconnect();
  }

  return (
    <div ref={box} className="relative">
      <button
        type="button"
        aria-expanded={open}
        aria-label={words.wallet(shorten(address))}
        onClick={() => setOpen(!open)}
        className="figures inline-flex min-h-9 max-w-40 items-center gap-1.5 rounded-md border border-rule-strong bg-raised px-2.5 text-sm font-semibold whitespace-nowrap hover:border-ink sm:px-3"
      >
        <span className="truncate">{session?.creator?.displayName ?? shorten(address)}</span>
        <ChevronDown aria-hidden className="hidden size-4 shrink-0 text-ink-3 sm:block" />
      </button>
      {open && (
        <div className="animate-rise absolute end-0 z-30 mt-2 w-64 rounded-md border border-rule bg-raised py-1.5 shadow-lift">
          <div className="border-b border-rule px-4 pt-1.5 pb-3">
            <p className="eyebrow">{session?.wallet ? words.signedIn : words.connected}</p>
            <p className="figures mt-0.5 text-sm">
              {shorten(address)}
              {account && <span className="text-ink-3"> · {account.walletName}</span>}
            </p>
            <WalletFunds address={address} />
          </div>
          {problem && (
            <p role="alert" className="px-4 py-2 text-sm text-red">
              {problem}
            </p>
          )}
          {session?.wallet ? (
            <>
              <Link href="/library" onClick={close} className={rowClass}>
                {words.library}
              </Link>
              <Link href="/dashboard" onClick={close} className={rowClass}>
                {words.dashboard}
              </Link>
              <button type="button" onClick={leave} className={rowClass}>
                {words.signOut}
              </button>
            </>
          ) : (
            <button type="button" onClick={onSignIn} className={rowClass}>
              {words.signIn}
            </button>
          )}
          {account && (
            <button type="button" onClick={disconnect} className={rowClass}>
              {words.disconnect(account.walletName)}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
