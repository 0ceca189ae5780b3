// P10: pages of a reader who is signed out.
import { get } from "./support/http";
import { figure } from "./support/numbers";
import type { Section } from "./support/report";
import { PRICE, type Stage } from "./support/stage";
import { type Compared, compareLoad, loadHeader, loadRow } from "./unpaid";

const PIECES = 12;
const TEXT = "A paragraph of some twenty words, as an article has many of them, so that its page has something to show.\n\n";

export async function visit({ chain, creator, startBareNext, startPennypost }: Stage): Promise<Section> {
  let itemId = "";
  for (let piece = 0; piece < PIECES; piece++)
    itemId = await creator.sellArticle({ price: PRICE, title: `Piece ${piece}`, content: TEXT.repeat(20) });
  const pennypost = await startPennypost(chain.rpcUrl);
  const bare = await startBareNext({});
  const found = await fetch(`${pennypost.origin}/api/items/${itemId}`);
  const { slug, creator: seller }: { slug: string; creator: { handle: string } } = await found.json();
  const pages = [
    { name: "market", url: `${pennypost.origin}/` },
    { name: "article", url: `${pennypost.origin}/@${seller.handle}/${slug}` },
  ];
  const pairs: { name: string; bytes: number; base: Compared; ours: Compared }[] = [];
  for (const page of pages) {
    const { bytes } = await get({ url: page.url, status: 200 });
    const [base, ours] = await compareLoad(
      [
        { name: "bare Next page", pid: bare.pid, targets: [{ url: `${bare.origin}/pages/${bytes}`, status: 200 }] },
        { name: `Pennypost, ${page.name}`, pid: pennypost.pid, targets: [{ url: page.url, status: 200 }] },
      ],
      { rounds: 10, seconds: 1 },
    );
    if (!base || !ours) throw new Error("nothing was measured");
    pairs.push({ name: page.name, bytes, base, ours });
  }
  await Promise.all([bare.stop(), pennypost.stop()]);
  const ratioOf = ({ base, ours }: (typeof pairs)[number]) => ours.perSecond / base.perSecond;
  return {
    title: "A page, signed out",
    note: `16 connections, 10 rounds of 1 s each in turn, without compression. The bare page has as many bytes (${pairs.map(({ name, bytes }) => `${name} ${Math.round(bytes / 1000)} KB`).join(", ")}), made of one paragraph.`,
    header: loadHeader,
    rows: pairs.flatMap(({ base, ours }) => [loadRow(base, base), loadRow(ours, base)]),
    verdicts: pairs.map((pair) => ({
      id: "P10",
      what: `the ${pair.name} page against a bare one of as many bytes`,
      figure: figure(ratioOf(pair)),
      target: "≥ 0.8",
      reached: ratioOf(pair) >= 0.8,
    })),
  };
}
