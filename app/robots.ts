import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { services } from "@/lib/services";

const pictures = ["/api/pictures/", "/api/previews/", "/api/items/*/social-picture"];

export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  return {
    // What pages name may be fetched: a shared link has its picture. The longest rule that fits counts (RFC 9309, section 2.2.2).
    rules: { userAgent: "*", allow: ["/", ...pictures], disallow: ["/dashboard", "/library", "/receipts", "/api/"] },
    sitemap: `${services().origin}/sitemap.xml`,
  };
}
