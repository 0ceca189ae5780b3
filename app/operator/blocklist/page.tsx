import type { Metadata } from "next";
import type { SearchParams } from "@/components/market/market-url";
import { BlockForm } from "@/components/operator/block-form";
import { BlocklistView } from "@/components/operator/blocklist-view";
import { PageLinks } from "@/components/operator/page-links";
import { text } from "@/components/operator/text";
import { readText } from "@/lib/i18n/read-locale";
import { listBlocked } from "@/lib/screening/blocklist";
import { services } from "@/lib/services";
import { readOperator } from "../is-operator";
import { typed } from "../typed";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).nav.blocklist };
}

export default async function BlocklistPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  if (!(await readOperator()).isOperator) return null;
  const cursor = typed(await searchParams, "cursor");
  const [t, { rows, next }] = await Promise.all([readText(text), listBlocked(services(), cursor)]);
  return (
    <>
      <h1 className="text-3xl">{t.nav.blocklist}</h1>
      <p className="mt-3 max-w-2xl text-pretty text-ink-2">{t.blocklist.text}</p>
      <BlockForm />
      <BlocklistView wallets={rows} />
      <PageLinks path="/operator/blocklist" cursor={cursor} next={next} />
    </>
  );
}
