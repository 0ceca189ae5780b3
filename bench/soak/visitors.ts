// What a visitor of the soak does: one thing after another, each with the answer that would be right.
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { CLAIM_HEADER } from "../../lib/x402/payment-header";
import { type Creator, signIn, type Visitor } from "../../tests/support/api";
import { type Buyer, offerOf, payingRequest } from "../support/buyers";

export interface Article {
  id: string;
  content: string;
}

export interface Site {
  origin: string;
  articles: Article[];
  /** Whether a 503 is right now: something that the server needs is away, or has only just come back. */
  isDisturbed(): boolean;
  isOver(): boolean;
  tally: Tally;
}

/** How often each thing was done, and how it ended. */
export class Tally {
  readonly done = new Map<string, { right: number; busy: number; limited: number; slowest: number }>();
  readonly wrong: string[] = [];
  readonly sales: { itemId: string; payer: string }[] = [];

  count(kind: string, outcome: "right" | "busy" | "limited", ms: number): void {
    const row = this.done.get(kind) ?? { right: 0, busy: 0, limited: 0, slowest: 0 };
    row[outcome]++;
    row.slowest = Math.max(row.slowest, ms);
    this.done.set(kind, row);
  }
}

const PAUSE_MS = 250;
const PURCHASE_MS_MAX = 180_000;

interface Asked {
  kind: string;
  path: string;
  headers?: Record<string, string>;
  status: number;
  /** What the body holds; all of it where `isWhole`. */
  holds?: string;
  isWhole?: boolean;
}

async function ask({ origin, isDisturbed, tally }: Site, from: string, asked: Asked): Promise<void> {
  const { kind, path, headers, status, holds = "", isWhole } = asked;
  const started = performance.now();
  try {
    const answer = await fetch(origin + path, { headers: { "X-Forwarded-For": from, ...headers } });
    const text = await answer.text();
    const ms = performance.now() - started;
    if (answer.status === 503 && isDisturbed()) return tally.count(kind, "busy", ms);
    if (answer.status === 429) return tally.count(kind, "limited", ms);
    const isRight = answer.status === status && (isWhole ? text === holds : text.includes(holds));
    if (isRight) tally.count(kind, "right", ms);
    else tally.wrong.push(`${kind}: ${answer.status} ${path}: ${text.slice(0, 200)}`);
  } catch (error) {
    tally.wrong.push(`${kind}: ${path}: ${error}`);
  }
}

/** One payment, shown until it opens: it is never signed anew. */
async function buy(site: Site, from: string, buyer: Buyer, article: Article): Promise<boolean> {
  const { origin, tally } = site;
  const url = `${origin}/api/items/${article.id}/content`;
  const started = performance.now();
  const offer = await offerOf(url).catch(() => null);
  if (!offer) return false;
  const { headers } = await payingRequest(url, offer, buyer);
  let claim: string | null = null;
  let last = "";
  while (performance.now() - started < PURCHASE_MS_MAX) {
    const answer: Response = await fetch(url, {
      headers: { "X-Forwarded-For": from, ...headers, ...(claim ? { [CLAIM_HEADER]: claim } : {}) },
    });
    const text = await answer.text();
    claim = answer.headers.get(CLAIM_HEADER) ?? claim;
    last = `${answer.status} ${text.slice(0, 200)}`;
    if (answer.status === 200 && text === article.content) {
      tally.count("purchase", "right", performance.now() - started);
      tally.sales.push({ itemId: article.id, payer: buyer.address });
      return true;
    }
    const mayPass = answer.status === 503 || answer.status === 429;
    if (!mayPass) break;
    tally.count("purchase", "busy", performance.now() - started);
    await sleep(1_000);
  }
  tally.wrong.push(`purchase: ${url} by ${buyer.address} was not served: ${last}`);
  return false;
}

/** A reader: looks around, buys now and then, reads again what is theirs. */
export async function reader(site: Site, index: number, buyer: Buyer): Promise<void> {
  const from = `10.${index >> 8}.${index & 255}.7`;
  const owned: Article[] = [];
  let session: Visitor | null = null;
  const readAgain = async () => {
    const again = owned[randomInt(owned.length)];
    session ??= await signIn(site.origin, buyer, from).catch(() => null);
    if (!again || !session) return;
    const [path, headers] = [`/api/items/${again.id}/content`, { cookie: session.cookie }];
    await ask(site, from, { kind: "owned read", path, headers, status: 200, holds: again.content, isWhole: true });
  };
  while (!site.isOver()) {
    const article = site.articles[randomInt(site.articles.length)] as Article;
    const isOwned = owned.includes(article);
    const content = `/api/items/${article.id}/content`;
    const dice = randomInt(100);
    if (dice < 25) await ask(site, from, { kind: "market page", path: "/", status: 200, holds: "<h" });
    else if (dice < 40) await ask(site, from, { kind: "creator's page", path: "/@soak", status: 200, holds: "Piece " });
    else if (dice < 65) await ask(site, from, { kind: "402", path: content, status: 402 });
    else if (dice < 75) await ask(site, from, { kind: "search", path: "/api/items?search=piece", status: 200, holds: "rows" });
    else if (dice < 82 && !isOwned) {
      if (await buy(site, from, buyer, article)) owned.push(article);
    } else if (owned.length > 0) await readAgain();
    await sleep(PAUSE_MS + randomInt(PAUSE_MS));
  }
}

const FILE = Buffer.alloc(200_000, "soak ");

/** A creator: uploads files into drafts, and takes them down again. */
export async function uploader(site: Site, creator: Creator): Promise<void> {
  while (!site.isOver()) {
    const started = performance.now();
    try {
      const draft = { kind: "file", title: "A draft", price: "0.05", preview: "Free." };
      const { id } = await creator.call<{ id: string }>("POST", "/api/items", draft);
      const sent = await creator.send("POST", `/api/items/${id}/files?name=a.txt`, FILE, "application/octet-stream");
      if (!sent.ok) throw new Error(`${sent.status} ${await sent.text()}`);
      await creator.call("DELETE", `/api/items/${id}`);
      site.tally.count("upload", "right", performance.now() - started);
    } catch (error) {
      if (site.isDisturbed() && /\b50[37]\b/.test(String(error))) site.tally.count("upload", "busy", performance.now() - started);
      else if (/\b429\b/.test(String(error))) site.tally.count("upload", "limited", performance.now() - started);
      else site.tally.wrong.push(`upload: ${error}`);
    }
    await sleep(1_000);
  }
}
