// Operators are whoever holds OPERATOR_TOKEN; without one in the settings nobody is.
import { createHash, timingSafeEqual } from "node:crypto";
import { Refusal } from "../kernel/errors";
import { services } from "../services";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Throws `not_allowed` unless the request carries the operator's bearer token. */
export function requireOperator(headers: Headers): void {
  const token = services().env.OPERATOR_TOKEN;
  const given = headers.get("authorization")?.replace(/^Bearer /i, "");
  const isOperator = token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token));
  if (!isOperator) throw new Refusal("not_allowed", "This is for the server's operator: send the operator's bearer token.");
}
