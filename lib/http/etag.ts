// Answers with a tag of what is in them (RFC 9110, 8.8.3): whoever has that already is told so with 304, and gets no bytes.
import { createHash } from "node:crypto";
import { isKnownTag } from "../kernel/etag";

export const etagOf = (content: string | Uint8Array): string => `"${createHash("sha256").update(content).digest("base64url")}"`;

export function answerTagged(request: Request, etag: string, response: Response): Response {
  response.headers.set("ETag", etag);
  if (!isKnownTag(request.headers.get("if-none-match"), etag)) return response;
  response.headers.delete("Content-Type");
  response.headers.delete("Content-Length");
  return new Response(null, { status: 304, headers: response.headers });
}
