// Who acts as an operator in tests.
import type { Operator } from "../../lib/auth/types";

export const operator: Operator = { kind: "operator", wallet: null };
export const requestId = () => "of-a-test";
