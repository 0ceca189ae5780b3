import { useText } from "@/lib/i18n/use-text";
import { formatUsd } from "@/lib/kernel/money";
import { text } from "./text";

/** Shown without JavaScript, where no wallet can connect: how to buy the item over HTTP. */
export function NoScript({ url, amount }: { url: string; amount: bigint }) {
  const { noScript } = useText(text);
  return (
    <noscript>
      <div className="my-6 max-w-[30rem] rounded-md border border-rule-strong bg-raised p-5">
        <p className="font-semibold">{noScript.title(formatUsd(amount))}</p>
        <p className="mt-1 text-sm text-ink-2">{noScript.text}</p>
        <pre className="mt-3 overflow-x-auto rounded-sm bg-sunk p-3 text-sm">curl -i {url}</pre>
      </div>
    </noscript>
  );
}
