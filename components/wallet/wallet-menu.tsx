"use client";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useLocale } from "#use-locale";
import type { SessionView } from "@/lib/auth/codecs";
import { signOut } from "@/lib/browser/sign-out";
import { shorten } from "@/lib/kernel/address";
import type { WalletAccount } from "@/lib/wallet/wallet";
import { openWallet } from "./open-wallet";
import { text } from "./text";
import { walletProblem } from "./use-sign-in";
import { WalletFunds } from "./wallet-funds";

interface WalletMenuProps {
  address: string;
  account: WalletAccount | null;
  session: SessionView | null;
  problem: string | null;
  onSignIn: () => void;
}

const rowClass = "block w-full px-4 py-2.5 text-start text-sm font-semibold text-ink no-underline hover:bg-sunk";

/** Closes on Escape, on a press outside and when the focus leaves. */
function useDisclosure(first: boolean) {
  const [open, setOpen] = useState(first);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onElsewhere = ({ target }: Event) => {
      if (!box.current?.contains(target as Node)) setOpen(false);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== "Escape") return;
      setOpen(false);
      box.current?.querySelector("button")?.focus();
    };
    document.addEventListener("pointerdown", onElsewhere);
    document.addEventListener("focusin", onElsewhere);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onElsewhere);
      document.removeEventListener("focusin", onElsewhere);
      document.removeEventListener("keydown", onKey);
    };
  }, [open]);
  return { open, setOpen, box };
}

export function WalletMenu({ address, account, session, problem, onSignIn }: WalletMenuProps) {
  const locale = useLocale();
  // The menu is away while a wallet is asked: what came of it is not left behind a closed one.
  const { open, setOpen, box } = useDisclosure(problem !== null);
  const [failed, setFailed] = useState<string | null>(null);
  const router = useRouter();
  const words = text[locale];
  const close = () => setOpen(false);
  const told = failed ?? problem;

  /** The menu stays open until it is done, or says why it is not. */
  async function ending(end: () => Promise<void>) {
    setFailed(null);
    try {
      await end();
      close();
    } catch (error) {
      setFailed(await walletProblem(error, locale));
    }
  }

  const leave = () =>
    ending(async () => {
      await signOut();
      router.refresh();
    });

  const disconnect = () => ending(async () => (await openWallet()).disconnect());

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
            <WalletFunds key={address} address={address} />
          </div>
          {told && (
            <p role="alert" className="px-4 py-2 text-sm text-red">
              {told}
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
              <Link href="/account" onClick={close} className={rowClass}>
                {words.account}
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
