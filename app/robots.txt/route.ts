// robots.txt (RFC 9309), with the terms for what may be fetched (RSL 1.0).
import { robotRules } from "@/app/robot-rules";
import { services } from "@/lib/services";

/** The origin is known once the server runs. */
export const dynamic = "force-dynamic";

export function GET(): Response {
  const { origin } = services();
  const { userAgent, allow, disallow } = robotRules;
  const lines = [
    `License: ${origin}/license.xml`,
    "",
    `User-Agent: ${userAgent}`,
    ...allow.map((path) => `Allow: ${path}`),
    ...disallow.map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${origin}/sitemap.xml`,
  ];
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=600" };
  return new Response(`${lines.join("\n")}\n`, { headers });
}
