import Link from "next/link";
import { useText } from "@/lib/i18n/use-text";
import type { PaywallItem, PaywallNetwork } from "../types";
import { text } from "./text";

/**
 * Shown in every state: the way for who is new, that sales are final and payments public, and what is requested from whom. Rendered on
 * the server.
 */
export function SmallPrint({ item, network }: { item: PaywallItem; network: PaywallNetwork }) {
  const { fresh, guide, final, agents, stop, details } = useText(text);
  const facts = [
    [details.network, network.label],
    [details.payTo, item.payTo],
    [details.sha256, item.sha256],
    [details.url, item.url],
  ];
  return (
    <>
      <p className="mb-1.5">
        {fresh}{" "}
        <Link href="/how-it-works" prefetch={false} className="link">
          {guide}
        </Link>
        {stop}
      </p>
      <p>
        {final}{" "}
        <Link href="/docs/agents" className="link">
          {agents}
        </Link>
        {stop}
      </p>
      <details className="mt-1.5">
        <summary className="w-fit">{details.title}</summary>
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="figures min-w-0 break-all text-ink-2">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
