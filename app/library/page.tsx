import type { Metadata } from "next";
import { arrange, readLibraryQuery } from "@/components/library/library-url";
import { LibraryView } from "@/components/library/library-view";
import type { SearchParams } from "@/components/market/market-url";
import { SignInPrompt } from "@/components/wallet/sign-in-prompt";
import { listMarket } from "@/lib/catalog/list-market";
import { currentActor } from "@/lib/http/session-cookie";
import { listOwned } from "@/lib/payments/list-owned";
import { services } from "@/lib/services";

export const metadata: Metadata = { title: "Library", robots: { index: false } };

const picksShown = 3;

export default async function LibraryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await currentActor();
  if (!actor?.wallet) {
    return (
      <div className="page pt-8">
        <SignInPrompt purpose="library" />
      </div>
    );
  }
  const query = readLibraryQuery(await searchParams);
  const owned = await listOwned(services(), actor.wallet);
  const picks = owned.length === 0 ? (await listMarket(services(), {})).rows.slice(0, picksShown) : [];
  return <LibraryView query={query} items={arrange(owned, query)} total={owned.length} picks={picks} />;
}
