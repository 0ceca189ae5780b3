import { buildOpenApi } from "@/lib/http/openapi";
import { openApiComponents } from "@/lib/http/openapi-components";
import { routes } from "./routes";

export const dynamic = "force-static";

export function GET(): Response {
  return Response.json(buildOpenApi(routes, openApiComponents));
}
