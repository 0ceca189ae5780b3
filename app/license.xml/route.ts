import { LICENSE_TYPE, writeSiteLicense } from "@/lib/feeds/write-license";
import { answerTagged, etagOf } from "@/lib/http/etag";
import { services } from "@/lib/services";

export function GET(request: Request): Response {
  const body = writeSiteLicense(services().origin);
  const headers = { "Content-Type": LICENSE_TYPE, "Cache-Control": "public, max-age=600" };
  return answerTagged(request, etagOf(body), new Response(body, { headers }));
}
