import type { ItemDetail } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { formatUsd } from "@/lib/kernel/money";
import { text } from "./text";

interface PrintedAddressProps {
  item: Pick<ItemDetail, "amount">;
  open: boolean;
  url: string;
}

/** On paper, in place of the wall: what is missing, its price, and its URL. */
export function PrintedAddress({ item, open, url }: PrintedAddressProps) {
  const { printed } = useText(text);
  return (
    <p className="mt-8 hidden xl:col-start-1 border-t border-rule pt-3 text-sm break-words print:block">
      {open ? printed.from : printed.rest(formatUsd(item.amount))} {url}
    </p>
  );
}
