import { answerTagged, etagOf } from "@/lib/http/etag";
import { services } from "@/lib/services";
import { type Audience, documentFor } from "./documents";

/** The route of one document, which is written once in a process. */
export function serveDocument(audience: Audience): (request: Request) => Response {
  let written: string | undefined;
  return (request) => {
    written ??= JSON.stringify(documentFor(audience, services()));
    const headers = { "Content-Type": "application/json", "Cache-Control": "public, max-age=300" };
    return answerTagged(request, etagOf(written), new Response(written, { headers }));
  };
}
