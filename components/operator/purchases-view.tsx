import { Chip, type ChipTone } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import type { DeskPurchase } from "@/lib/desk/codecs";
import { useText } from "@/lib/i18n/use-text";
import { Cell, Row, Table } from "../dashboard/table";
import { LocalTime } from "../dashboard-ui/local-time";
import { Hex } from "./hex";
import { text } from "./text";

const tones: Record<DeskPurchase["state"], ChipTone> = {
  claimed: "plain",
  settling: "plain",
  confirmed: "green",
  refused: "red",
  expired: "plain",
};

const found = (q: string) => `/operator/purchases?q=${q}`;

/** `explorers`: where a chain's transactions are shown, by its CAIP-2 id. */
export function PurchasesView({ purchases, explorers }: { purchases: DeskPurchase[]; explorers: Record<string, string> }) {
  const { purchases: t, nav } = useText(text);
  if (purchases.length === 0) return <EmptyState title={t.none}>{t.noneText}</EmptyState>;
  return (
    <div className="mt-8">
      <Table label={nav.purchases} columns={t.columns}>
        {purchases.map((purchase) => (
          <PurchaseRow key={purchase.id} purchase={purchase} explorer={explorers[purchase.network]} />
        ))}
      </Table>
    </div>
  );
}

function PurchaseRow({ purchase, explorer }: { purchase: DeskPurchase; explorer: string | undefined }) {
  const { purchases: t, lookup } = useText(text);
  const { id, state, reason, item, amount, payer, payTo, payerKind, transaction, createdAt, deliveredAt } = purchase;
  return (
    <Row>
      <Cell wide>
        <a href={`/operator/lookup?q=${item.id}`} className="link wrap-anywhere">
          {item.title || lookup.untitled}
        </a>
        <span className="figures block text-xs font-normal break-all text-ink-3">{id}</span>
      </Cell>
      <Cell>
        <Chip tone={tones[state]}>{t.states[state]}</Chip>
        {reason && <span className="block text-sm break-all text-ink-3">{reason}</span>}
        {state === "confirmed" && <span className="block text-sm text-ink-3">{deliveredAt ? t.delivered : t.notDelivered}</span>}
      </Cell>
      <Cell>
        <Money amount={amount} />
      </Cell>
      <Cell>
        <Hex value={payer} href={found(payer)} /> <span className="text-sm text-ink-3">({t.kinds[payerKind]})</span>
      </Cell>
      <Cell>
        <Hex value={payTo} />
      </Cell>
      <Cell>
        <LocalTime at={createdAt.toISOString()} />
      </Cell>
      <Cell>{transaction && <Hex value={transaction} {...(explorer && { href: `${explorer}/tx/${transaction}` })} />}</Cell>
    </Row>
  );
}
