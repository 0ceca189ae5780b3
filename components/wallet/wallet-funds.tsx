"use client";
import { useEffect, useState } from "react";
import { useLocale } from "#use-locale";
import { readPublicConfig } from "@/lib/browser/public-config";
import { formatUsd } from "@/lib/kernel/money";
import { askFaucet, getBalance } from "@/lib/wallet/funds";
import { text } from "./text";
import { walletProblem } from "./use-sign-in";

/** The balance of a wallet, and on the demo network more of it. */
export function WalletFunds({ address }: { address: string }) {
  const locale = useLocale();
  const words = text[locale];
  const [balance, setBalance] = useState<bigint>();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let shown = true;
    getBalance(address).then(
      (amount) => shown && setBalance(amount),
      () => {},
    );
    return () => {
      shown = false;
    };
  }, [address]);

  async function fund() {
    setAsking(true);
    setProblem(null);
    try {
      await askFaucet(address);
      setBalance(await getBalance(address));
    } catch (error) {
      setProblem(await walletProblem(error, locale));
    }
    setAsking(false);
  }

  return (
    <div className="mt-1 flex flex-wrap gap-x-2 text-sm text-ink-2">
      <span className="figures">{balance === undefined ? "…" : `${formatUsd(balance)} USDC`}</span>
      {readPublicConfig().demo && (
        <button type="button" onClick={fund} disabled={asking} className="link disabled:opacity-55">
          {asking ? words.asking : words.faucet}
        </button>
      )}
      {problem && (
        <p role="alert" className="w-full text-red">
          {problem}
        </p>
      )}
    </div>
  );
}
