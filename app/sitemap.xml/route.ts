// The sitemap (sitemaps.org): the newest pieces, up to a thousand, and who sells them. Unlike Next's own it answers 304.
import { keptSitePages } from "@/app/site-page/kept-site-pages";
import { itemPath } from "@/components/market/item-card";
import { listNewest } from "@/lib/catalog/market/list-market";
import { answerTagged, etagOf } from "@/lib/http/etag";
import { market } from "@/lib/public-cache/public-cache";
import { toProblem } from "@/lib/route";
import { services } from "@/lib/services";

/** Not at build time, when there is no database. */
export const dynamic = "force-dynamic";

const PIECES_MAX = 1_000;

interface Place {
  /** Handles and slugs are plain letters, digits and hyphens: nothing in it is markup. */
  path: string;
  changedAt?: Date;
}

async function listPlaces(): Promise<Place[]> {
  const items = await listNewest(services(), PIECES_MAX);
  const handles = [...new Set(items.map((item) => item.creator.handle))];
  const pages = (await keptSitePages()).map((name) => `/${name}`);
  return [
    ...["/", ...pages, "/docs/agents", "/verify", ...handles.map((handle) => `/@${handle}`)].map((path) => ({ path })),
    ...items.map((item) => ({ path: itemPath(item), changedAt: item.publishedAt })),
  ];
}

async function write(): Promise<{ body: string; etag: string }> {
  const { origin } = services();
  const urls = (await listPlaces()).map(({ path, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : "";
    return `<url><loc>${origin}${path}</loc>${changed}</url>`;
  });
  const open = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
  const body = `${[open, ...urls, "</urlset>"].join("\n")}\n`;
  return { body, etag: etagOf(body) };
}

export async function GET(request: Request): Promise<Response> {
  try {
    const { body, etag } = await services().publicCache.get("sitemap", write, () => [market]);
    const headers = { "Content-Type": "application/xml", "Cache-Control": "public, max-age=0, must-revalidate" };
    return answerTagged(request, etag, new Response(body, { headers }));
  } catch (error) {
    return toProblem(error);
  }
}
