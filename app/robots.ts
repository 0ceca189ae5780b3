import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { services } from "@/lib/services";

export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/dashboard", "/library", "/receipts", "/api/"] },
    sitemap: `${services().origin}/sitemap.xml`,
  };
}
