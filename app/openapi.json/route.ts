import { answerTagged, etagOf } from "@/lib/http/etag";
import { buildOpenApi } from "@/lib/http/openapi";
import { openApiComponents } from "@/lib/http/openapi-components";
import { routes } from "./routes";

let written: string | undefined;

export function GET(request: Request): Response {
  written ??= JSON.stringify(buildOpenApi(routes, openApiComponents));
  const headers = { "Content-Type": "application/json", "Cache-Control": "public, max-age=300" };
  return answerTagged(request, etagOf(written), new Response(written, { headers }));
}
