import type { Metadata } from "next";
import { isFiltered, readLibraryQuery } from "@/components/library/library-url";
import { LibraryView } from "@/components/library/library-view";
import { text } from "@/components/library/text";
import type { SearchParams } from "@/components/market/market-url";
import { SignInPrompt } from "@/components/wallet/sign-in-prompt";
import { listMarket } from "@/lib/catalog/market/list-market";
import { readText } from "@/lib/i18n/read-locale";
import { countLibrary, listOwned } from "@/lib/payments/library/list-owned";
import { services } from "@/lib/services";
import { currentTokenHash, currentViewer } from "@/lib/session/session-cookie";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).title, robots: { index: false } };
}

const picksShown = 3;
/** Beyond, nobody reads the number. */
const countedMax = 1_000;

function SignedOut() {
  return (
    <div className="page pt-8">
      <SignInPrompt purpose="library" />
    </div>
  );
}

export default async function LibraryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const tokenHash = await currentTokenHash();
  if (!tokenHash) return <SignedOut />;
  const query = readLibraryQuery(await searchParams);
  const page = await listOwned(services(), { tokenHash }, query);
  // A session that nobody signed in to owns nothing either.
  if (page.rows.length === 0 && (await currentViewer()).kind !== "person") return <SignedOut />;
  const isWhole = !page.next && !query.cursor;
  const pieces = isWhole ? page.rows.length : await countLibrary(services(), { tokenHash }, query, countedMax + 1);
  const isEmpty = pieces === 0 && !isFiltered(query);
  const isAllHidden = isEmpty && (await countLibrary(services(), { tokenHash }, { state: "hidden" }, 1)) > 0;
  const picks = isEmpty && !isAllHidden ? (await listMarket(services())).rows.slice(0, picksShown) : [];
  const total = { pieces: Math.min(pieces, countedMax), isMore: pieces > countedMax };
  return <LibraryView query={query} page={page} total={total} isAllHidden={isAllHidden} picks={picks} />;
}
