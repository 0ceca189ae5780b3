import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { itemPath } from "@/components/market/item-card";
import { services } from "@/lib/services";
import { showNewest } from "@/lib/showcase/show-market";

/** The newest pieces, up to a thousand, and who sells them. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const { origin } = services();
  const items = await showNewest(services());
  const handles = [...new Set(items.map((item) => item.creator.handle))];
  return [
    { url: `${origin}/` },
    { url: `${origin}/docs/agents` },
    { url: `${origin}/verify` },
    ...handles.map((handle) => ({ url: `${origin}/@${handle}` })),
    ...items.map((item) => ({ url: `${origin}${itemPath(item)}`, lastModified: item.publishedAt })),
  ];
}
