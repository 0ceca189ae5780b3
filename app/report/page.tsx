import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { languageOf } from "@/components/format/language";
import { Removed } from "@/components/item/removed";
import { itemPath } from "@/components/market/item-card";
import { one, type SearchParams } from "@/components/market/market-url";
import { ReportForm } from "@/components/moderation/report/report-form";
import { text } from "@/components/moderation/report/text";
import { answerGone } from "@/lib/http/node/answer-status";
import { readText } from "@/lib/i18n/read-locale";
import { findCachedOrRemoved } from "@/lib/public-cache/cached-item";
import { services } from "@/lib/services";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).title, robots: { index: false } };
}

export default async function ReportPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const itemId = one((await searchParams).item);
  const shown = itemId ? await findCachedOrRemoved(services(), { itemId: itemId.replaceAll("\0", "") }) : undefined;
  if (!shown) notFound();
  if ("removed" in shown) {
    answerGone();
    return <Removed item={shown.removed} />;
  }
  const { item } = shown;
  const t = await readText(text);
  return (
    <div className="page pt-8 md:pt-12">
      <div className="max-w-(--measure)">
        <h1 className="text-3xl">{t.title}</h1>
        <p className="mt-4 border-s-2 border-rule-strong ps-4">
          <span lang={languageOf(item.title)} className="block font-serif text-xl text-balance wrap-anywhere">
            {item.title}
          </span>
          <span className="text-ink-2">{item.creator.displayName}</span>
        </p>
        <p className="mt-4 text-pretty text-ink-2">{t.lead}</p>
        <ReportForm itemId={item.id} path={itemPath(item)} />
      </div>
    </div>
  );
}
