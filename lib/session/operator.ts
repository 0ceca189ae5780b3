// Operators are whoever holds OPERATOR_TOKEN; without one in the settings nobody is.
import { createHash, timingSafeEqual } from "node:crypto";
import { services } from "../services";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Compares in a time that tells nothing of the token. */
export function isOperator(token: string): boolean {
  const expected = services().env.OPERATOR_TOKEN;
  return expected !== undefined && timingSafeEqual(digest(token), digest(expected));
}
