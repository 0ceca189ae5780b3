// The results of tools: JSON as text and as `structuredContent`, and x402's answers as specs/transports-v2/mcp.md has them.
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { toProblem } from "../route";
import { decodeHeader } from "../x402/exact/authorization";

type Json = Record<string, unknown>;

/** Keys of `_meta`. The first two are x402's. */
export const META = {
  payment: "x402/payment",
  settlement: "x402/payment-response",
  proof: "x402/sign-in-with-x",
  claim: "pennypost/payment-claim",
  receipt: "pennypost/receipt",
  version: "pennypost/version",
  retryAfter: "pennypost/retry-after-seconds",
} as const;

/** `value` as its codec writes it, or any JSON. */
export function jsonResult(value: Json): CallToolResult {
  return { content: [{ type: "text", text: JSON.stringify(value) }], structuredContent: value };
}

const failedResult = (value: Json): CallToolResult => ({ ...jsonResult(value), isError: true });

/** `url` names the tool: what a client pays for or signs in at is a call of it. The extensions name the address behind it. */
export function paymentRequiredResult(paymentRequired: Json, tool: string): CallToolResult {
  const resource = { ...(paymentRequired.resource as Json), url: `mcp://tool/${tool}` };
  return failedResult({ ...paymentRequired, resource });
}

/** What an answer's headers tell beside its body. */
export function metaOf({ headers }: Response): Json {
  const settled = headers.get("payment-response");
  const told = {
    [META.settlement]: settled ? decodeHeader(settled) : null,
    [META.receipt]: headers.get("pennypost-receipt"),
    [META.version]: headers.get("pennypost-version"),
    [META.claim]: headers.get("x-payment-claim"),
    [META.retryAfter]: headers.get("retry-after"),
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
}

/** A refusal: the same problem document that HTTP answers with. */
export async function problemResult(answer: Response): Promise<CallToolResult> {
  return { ...failedResult((await answer.json()) as Json), _meta: metaOf(answer) };
}

/** Whatever a tool throws. An unknown error is logged and reveals nothing. */
export const thrownResult = (error: unknown): Promise<CallToolResult> => problemResult(toProblem(error));
