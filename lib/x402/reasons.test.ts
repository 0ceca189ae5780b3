import { expect, it } from "vitest";
import { reasonOfRevert } from "./reasons";

it.each([
  ["ERC20: transfer amount exceeds balance", "insufficient_funds"],
  ["FiatTokenV2: authorization is not yet valid", "invalid_exact_evm_payload_authorization_valid_after"],
  ["FiatTokenV2: authorization is expired", "invalid_exact_evm_payload_authorization_valid_before"],
  ["FiatTokenV2: invalid signature", "invalid_exact_evm_payload_signature"],
  ["ECRecover: invalid signature 'v' value", "invalid_exact_evm_payload_signature"],
  ["FiatTokenV2: authorization is used or canceled", "invalid_transaction_state"],
  ["Pausable: paused", "invalid_transaction_state"],
  ["Blacklistable: account is blacklisted", "invalid_transaction_state"],
  ["something that nobody has seen yet", "unexpected_settle_error"],
])("a contract that reverts with %j is told on the wire as %s", (message, reason) => {
  expect(reasonOfRevert(`execution reverted: ${message}`)).toBe(reason);
});
