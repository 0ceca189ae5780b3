import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { descriptionOf, jsonLd } from "@/components/item/json-ld";
import { ItemCard } from "@/components/market/item-card";
import { Paywall } from "@/components/paywall/paywall";
import { SmallPrint } from "@/components/paywall/small-print/small-print";
import { wallItem } from "@/components/paywall/wall-item";
import { CopyButton } from "@/components/ui/copy-button";
import { readPublicConfig } from "@/lib/browser/public-config";
import { publicNetworks } from "@/lib/browser/public-networks";
import type { ItemDetail } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { toDecimal } from "@/lib/kernel/money";
import { socialHeight, socialWidth } from "@/lib/social-picture/svg";
import type { PreviewAnswer } from "./read-preview";
import { text } from "./text";

interface PreviewsProps {
  answer: PreviewAnswer;
  item: ItemDetail;
  origin: string;
}

/** The draft as readers, search engines, social networks and agents will get it, rendered by the same code. */
export function Previews({ answer, item, origin }: PreviewsProps) {
  const t = useText(text);
  const views: { id: string; label: string; view: ReactNode }[] = [
    { id: "card", label: t.views.card, view: <Card item={item} /> },
    { id: "wall", label: t.views.wall, view: <Wall item={item} origin={origin} /> },
    { id: "social", label: t.views.social, view: <Social item={item} /> },
    { id: "search", label: t.views.search, view: <Search item={item} origin={origin} /> },
    { id: "agents", label: t.views.agents, view: <Agents answer={answer} /> },
  ];
  return (
    <Tabs.Root defaultValue="card" className="min-w-0">
      <Tabs.List aria-label={t.previews} className="flex gap-5 overflow-x-auto border-b border-rule">
        {views.map(({ id, label }) => (
          <Tabs.Trigger
            key={id}
            value={id}
            className="-mb-px border-b-2 border-transparent pt-1 pb-2 text-sm font-semibold text-ink-3 hover:text-ink data-[state=active]:border-red data-[state=active]:text-ink"
          >
            {label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {views.map(({ id, view }) => (
        <Tabs.Content key={id} value={id} className="pt-5 outline-offset-4">
          {view}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

/** Renders its children without interaction. */
const Picture = ({ children }: { children: ReactNode }) => <div inert>{children}</div>;

const Card = ({ item }: { item: ItemDetail }) => (
  <Picture>
    <div className="mx-auto max-w-80 pt-2 pe-2">
      <ItemCard isAlone item={item} />
    </div>
  </Picture>
);

function Wall({ item, origin }: { item: ItemDetail; origin: string }) {
  const { demo } = readPublicConfig();
  const [{ label, test }] = publicNetworks();
  const shown = wallItem(item, origin);
  const network = { label, test, demo };
  return (
    <Picture>
      <Paywall item={shown} initial={{ state: "none" }} network={network}>
        <SmallPrint item={shown} network={network} />
      </Paywall>
    </Picture>
  );
}

function Social({ item }: { item: ItemDetail }) {
  const t = useText(text);
  return (
    <figure>
      {/* biome-ignore lint/performance/noImgElement: drawn for this draft, and kept nowhere */}
      <img
        src={`/api/items/${item.id}/preview/social-picture?price=${toDecimal(item.amount)}&of=${item.versionId}${item.cover?.id ?? ""}`}
        width={socialWidth}
        height={socialHeight}
        alt={t.socialAlt(item.title, item.creator.displayName)}
        className="h-auto w-full rounded-sm border border-rule bg-sunk"
      />
      <figcaption className="mt-2 text-sm text-ink-3">{t.socialCaption}</figcaption>
    </figure>
  );
}

function Search({ item, origin }: { item: ItemDetail; origin: string }) {
  const t = useText(text);
  const { host } = new URL(origin);
  return (
    <div>
      <div className="rounded-md border border-rule bg-paper p-4">
        <p className="text-xs break-all text-ink-3">
          {host} › @{item.creator.handle} › {item.slug}
        </p>
        <p className="mt-1 text-lg text-balance">{item.title} · Pennypost</p>
        <p className="mt-1 line-clamp-2 text-sm text-ink-2">{descriptionOf(item)}</p>
      </div>
      <details className="mt-4 text-sm">
        <summary className="w-fit">{t.structuredFull}</summary>
        <Json value={jsonLd(item, origin)} label={t.structured} />
      </details>
    </div>
  );
}

function Agents({ answer: { challenge } }: { answer: PreviewAnswer }) {
  const t = useText(text);
  return (
    <div className="text-sm">
      <p className="text-ink-2">
        {t.agentsBefore}
        <strong className="figures">{challenge.status} Payment Required</strong>
        {t.agentsAfter}
      </p>
      <Json value={challenge.body} label={t.body} />
      <details className="mt-4">
        <summary className="w-fit">{t.headerDecoded}</summary>
        <Json value={challenge.paymentRequired} label={t.header} />
      </details>
    </div>
  );
}

function Json({ value, label }: { value: unknown; label: string }) {
  const t = useText(text);
  const json = JSON.stringify(value, null, 2);
  return (
    <section aria-label={label} className="relative mt-2 rounded-md bg-sunk">
      <CopyButton text={json} label={t.copy(label)} className="absolute end-1 top-1 bg-sunk" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard */}
      <pre tabIndex={0} className="max-h-80 overflow-auto p-3 pe-10 text-xs">
        {json}
      </pre>
    </section>
  );
}
