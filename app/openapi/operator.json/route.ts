import { serveDocument } from "@/app/openapi.json/serve-document";

export const GET = serveDocument("operator");
