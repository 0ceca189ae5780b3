"use client";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { isPhone } from "@/lib/wallet/installed";
import type { Via } from "@/lib/wallet/wallet";
import { walletSites } from "@/lib/wallet/wallet-sites";
import { text } from "./text";

interface GetWalletProps {
  demo: boolean;
  onChoose: (via: Via) => void;
  onClose: () => void;
}

const names: Record<keyof typeof walletSites, string> = {
  metaMask: "MetaMask",
  rainbow: "Rainbow",
  coinbase: "Coinbase Wallet",
  trust: "Trust Wallet",
};

/** What a wallet and USDC are, the easiest way to each, and back. */
export function GetWallet({ demo, onChoose, onClose }: GetWalletProps) {
  const { none } = useText(text);
  const phone = isPhone();
  const sites = phone ? (["metaMask", "coinbase", "trust"] as const) : (["metaMask", "rainbow", "coinbase"] as const);
  return (
    <>
      <p className="mt-2 text-ink-2">{none.wallet}</p>
      <ul className="mt-4 border-t border-rule">
        {demo && (
          <Way name={none.demo} about={none.demoText}>
            <Button size="small" variant="primary" onClick={() => onChoose("demoReader")}>
              {none.take}
            </Button>
          </Way>
        )}
        {/* Its wallets are on public chains only. */}
        {!demo && (
          <Way name="Base" about={none.base}>
            <Button size="small" onClick={() => onChoose("baseAccount")}>
              {none.make}
            </Button>
          </Way>
        )}
        {sites.map((site) => (
          <Way key={site} name={names[site]} about={phone ? none.app : none[site === "coinbase" ? "both" : "extension"]}>
            <a href={walletSites[site]} target="_blank" rel="noreferrer" className={buttonClass({ size: "small" })}>
              {none.get}
              <span className="sr-only">{names[site]}</span>
              <ExternalLink aria-hidden className="size-3.5 text-ink-3" />
            </a>
          </Way>
        ))}
      </ul>
      <p className="mt-3 text-sm text-ink-3">{phone ? none.afterPhone : none.after}</p>
      <h3 className="mt-5 text-lg">{none.usdcTitle}</h3>
      <p className="mt-1 text-sm text-ink-2">
        {demo ? none.usdcDemo : none.usdc}{" "}
        <a href="/how-it-works" target="_blank" className="link whitespace-nowrap" rel="noreferrer">
          {none.more}
        </a>
      </p>
      <div className="mt-6 flex flex-col gap-2.5 sm:flex-row-reverse sm:justify-start">
        <Button variant="primary" onClick={() => onChoose("list")}>
          {none.now}
        </Button>
        <Button onClick={onClose}>{none.back}</Button>
      </div>
    </>
  );
}

function Way({ name, about, children }: { name: string; about: string; children: ReactNode }) {
  return (
    <li className="flex items-center justify-between gap-4 border-b border-rule py-2.5">
      <div className="min-w-0">
        <p className="font-semibold">{name}</p>
        <p className="text-sm text-ink-3">{about}</p>
      </div>
      <div className="shrink-0">{children}</div>
    </li>
  );
}
