// What a route takes and answers, as plain data: the server binds a handler to it, the client calls by it, and it is the OpenAPI document.
import type { z } from "zod";
import type { RefusalCode } from "./errors";

/** How many requests a caller may make in a window: a wallet where somebody must be signed in, else an address. */
export interface Limit {
  requests: number;
  seconds: number;
  /** Counted by all servers together; otherwise by each for itself. */
  isShared?: true;
}

export interface RouteSpec {
  id: string;
  summary: string;
  description?: string;
  tag: "Items" | "Creators" | "Purchases" | "Library" | "Earnings" | "Session" | "Wallets" | "Operator" | "System";
  /** Who may act: `session`: somebody signed in, or a key where there is a `scope`. `optional`: whoever asks. `operator`: the server's own token, or an operator's session. */
  auth: "none" | "optional" | "session" | "operator";
  /** An API key with this scope may stand in for the session. */
  scope?: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Raw bodies are read by the handler itself. */
  rawBody?: { mediaType: string; description: string };
  bodyBytesMax?: number;
  limit?: Limit;
  /** What 2xx looks like: a JSON schema, or the media type of other bytes. */
  response: { status?: number; description: string; schema?: z.ZodType; mediaType?: string };
  errors?: readonly RefusalCode[];
  /** Answers 402 with its payment requirements. */
  paid?: boolean;
  /** What everybody sees changes with each call: answered once this server shows nothing older. A verb that knows better waits itself. */
  changesPublic?: boolean;
}
