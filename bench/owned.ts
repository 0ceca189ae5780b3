// P4: an article read by its owner.
import pg from "pg";
import { signIn } from "../tests/support/api";
import { fundedBuyers, offerOf, payingRequest } from "./support/buyers";
import { get } from "./support/http";
import { figure } from "./support/numbers";
import type { Section } from "./support/report";
import { CONTENT_BYTES, PRICE, type Stage } from "./support/stage";
import { compareLoad, loadHeader, loadRow } from "./unpaid";

async function versionOf(databaseUrl: string, itemId: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query("SELECT published_version_id AS id FROM item WHERE id = $1", [itemId]);
  await client.end();
  return rows[0].id;
}

export async function owned({ pennypost, creator, chain, databaseUrl, startBareNext }: Stage): Promise<Section> {
  const content = "word ".repeat(CONTENT_BYTES / 5);
  const itemId = await creator.sellArticle({ price: PRICE, content });
  const url = `${pennypost.origin}/api/items/${itemId}/content`;
  const [buyer] = await fundedBuyers(chain, 1);
  if (!buyer) throw new Error("no buyer");
  await get(await payingRequest(url, await offerOf(url), buyer));
  const { cookie } = await signIn(pennypost.origin, buyer);
  const bare = await startBareNext({ OWNED_BODY: content });
  const bareUrl = `${bare.origin}/items/${await versionOf(databaseUrl, itemId)}`;

  const [base, query, ours] = await compareLoad(
    [
      { name: "bare Next handler", pid: bare.pid, targets: [{ url: `${bareUrl}/bytes`, status: 200 }] },
      { name: "the same with one query", pid: bare.pid, targets: [{ url: `${bareUrl}/owned`, status: 200 }] },
      { name: "Pennypost", pid: pennypost.pid, targets: [{ url, headers: { cookie }, status: 200 }] },
    ],
    { rounds: 25, seconds: 0.5 },
  );
  await bare.stop();
  if (!base || !query || !ours) throw new Error("nothing was measured");
  const ratio = ours.perSecond / base.perSecond;
  return {
    title: "An owned article",
    note: `${CONTENT_BYTES} bytes of Markdown, 16 connections, 25 rounds of 0.5 s each in turn. Pennypost goes from the session cookie to the bytes; the bare handler sends the same bytes from memory, or looks the version up by its key.`,
    header: loadHeader,
    rows: [base, query, ours].map((each) => loadRow(each, base)),
    verdicts: [
      {
        id: "P4",
        what: "owned read against a bare handler of the same bytes",
        figure: figure(ratio),
        target: "≥ 0.85",
        reached: ratio >= 0.85,
      },
    ],
  };
}
