import type { Metadata } from "next";
import { isFiltered, readLibraryQuery } from "@/components/library/library-url";
import { LibraryView } from "@/components/library/library-view";
import { text } from "@/components/library/text";
import type { SearchParams } from "@/components/market/market-url";
import { SignInPrompt } from "@/components/wallet/sign-in-prompt";
import { listMarket } from "@/lib/catalog/market/list-market";
import { readText } from "@/lib/i18n/read-locale";
import type { LibraryQuery } from "@/lib/payments/library/codecs";
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

/** What the signed-in wallet owns; where nobody signed in, what this browser has opened. */
async function readOwned(tokenHash: string, query: LibraryQuery) {
  const signedIn = { tokenHash };
  const page = await listOwned(services(), signedIn, query);
  if (page.rows.length > 0 || (await currentViewer()).kind === "person") return { owner: signedIn, page, isSignedIn: true };
  const browser = { browser: tokenHash };
  return { owner: browser, page: await listOwned(services(), browser, query), isSignedIn: false };
}

export default async function LibraryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const tokenHash = await currentTokenHash();
  if (!tokenHash) return <SignedOut />;
  const query = readLibraryQuery(await searchParams);
  const { owner, page, isSignedIn } = await readOwned(tokenHash, query);
  const isWhole = !page.next && !query.cursor;
  const pieces = isWhole ? page.rows.length : await countLibrary(services(), owner, query, countedMax + 1);
  const isEmpty = pieces === 0 && !isFiltered(query);
  // A session that neither paid nor was signed in to holds nothing.
  if (isEmpty && !isSignedIn) return <SignedOut />;
  const isAllHidden = isEmpty && (await countLibrary(services(), owner, { state: "hidden" }, 1)) > 0;
  const picks = isEmpty && !isAllHidden ? (await listMarket(services())).rows.slice(0, picksShown) : [];
  const total = { pieces: Math.min(pieces, countedMax), isMore: pieces > countedMax };
  return <LibraryView query={query} page={page} total={total} isAllHidden={isAllHidden} picks={picks} isSignedIn={isSignedIn} />;
}
