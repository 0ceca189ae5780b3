import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { services } from "@/lib/services";
import { robotRules } from "./robot-rules";

export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  return { rules: robotRules, sitemap: `${services().origin}/sitemap.xml` };
}
