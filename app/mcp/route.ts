import { serveMcp } from "@/lib/mcp/serve-mcp";
import { defineRoute } from "@/lib/route";

// Without this, Next wraps every request in a proxy to find out whether the route is dynamic.
export const dynamic = "force-dynamic";

/** JSON-RPC describes itself (`tools/list`), so that this is no operation of the OpenAPI document. */
export const POST = defineRoute(
  {
    id: "callMcp",
    summary: "The market as tools for agents: MCP over streamable HTTP, without sessions",
    tag: "System",
    auth: "none",
    rawBody: { mediaType: "application/json", description: "One JSON-RPC message" },
    limit: { requests: 600, seconds: 60 },
    response: { description: "Its answer", mediaType: "application/json" },
    errors: ["too_large"],
  },
  ({ request }) => serveMcp(request),
);

const notAllowed = () => new Response(null, { status: 405, headers: { Allow: "POST", "Cache-Control": "public, max-age=3600" } });

/** No stream is kept open, and no session is there to be ended. */
export const GET = notAllowed;
export const DELETE = notAllowed;
