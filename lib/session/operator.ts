// Operators are whoever holds OPERATOR_TOKEN, and who signed in with a wallet of OPERATORS. Where neither is set nobody is.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Viewer } from "../auth/types";
import { services } from "../services";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Compares in a time that tells nothing of the token. */
export function isOperatorToken(token: string): boolean {
  const expected = services().env.OPERATOR_TOKEN;
  return expected !== undefined && timingSafeEqual(digest(token), digest(expected));
}

/** The list of wallets decides at each request. */
export const isOperator = ({ wallet }: Viewer): boolean => wallet !== null && services().env.OPERATORS.includes(wallet);
