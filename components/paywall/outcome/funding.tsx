"use client";
import { ExternalLink } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { useText } from "@/lib/i18n/use-text";
import { checksum } from "@/lib/kernel/checksum";
import type { PaywallNetwork } from "../types";
import { text } from "./text";

const QrCode = lazy(async () => ({ default: (await import("./qr-code")).QrCode }));

interface FundingProps {
  address: string;
  network: PaywallNetwork;
  /** The page looks by itself whether money arrives. */
  watched: boolean;
}

/** The ways to money for a wallet that holds too little: its address, the same for a camera, and where to buy some. */
export function Funding({ address: plain, network, watched }: FundingProps) {
  const { funding } = useText(text);
  const address = checksum(plain);
  const [hasCode, setHasCode] = useState(false);
  const onramp = network.onrampUrl?.replaceAll("{address}", encodeURIComponent(address));
  return (
    <div className="mb-3 border-y border-rule py-3 text-sm">
      <p className="text-ink-3">{funding.address(network.label)}</p>
      <p className="mt-0.5 flex items-center gap-1">
        <span className="figures min-w-0 break-all">{address}</span>
        <CopyButton text={address} label={funding.copy} />
      </p>
      <details className="mt-1" onToggle={({ currentTarget }) => currentTarget.open && setHasCode(true)}>
        <summary className="w-fit py-1">{funding.code}</summary>
        <div className="mt-2 size-44">
          <Suspense>{hasCode && <QrCode text={address} label={funding.codeLabel} />}</Suspense>
        </div>
      </details>
      {onramp && (
        <a href={onramp} target="_blank" rel="noreferrer" className={buttonClass({ size: "small" }, "mt-2")}>
          {funding.buy} <ExternalLink aria-hidden className="size-3.5 text-ink-3" />
        </a>
      )}
      <p role="status" className="mt-2 flex items-center gap-2 text-ink-2">
        {watched && <span aria-hidden className="size-2 shrink-0 animate-ink rounded-full bg-green" />}
        {watched ? funding.watched : funding.unwatched}
      </p>
    </div>
  );
}
