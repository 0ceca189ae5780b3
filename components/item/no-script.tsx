import { formatUsd } from "@/lib/kernel/money";

/** Without JavaScript there is no wallet in this page, but the piece can still be bought by anything that speaks HTTP. */
export function NoScript({ url, amount }: { url: string; amount: bigint }) {
  return (
    <noscript>
      <div className="my-6 rounded-md border border-rule-strong bg-raised p-5">
        <p className="font-semibold">The rest costs {formatUsd(amount)} and needs a wallet.</p>
        <p className="mt-1 text-sm text-ink-2">
          JavaScript is off, so this page cannot ask one. Any x402 client can buy it at this address (it answers 402 with the
          terms):
        </p>
        <pre className="mt-3 overflow-x-auto rounded-sm bg-sunk p-3 text-sm">curl -i {url}</pre>
      </div>
    </noscript>
  );
}
