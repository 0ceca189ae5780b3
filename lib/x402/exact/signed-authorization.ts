// An authorization with its signature: the payload of x402's exact scheme on EVM.
import type { Hex } from "../../kernel/address";
import type { Authorization } from "./authorization";

export interface SignedAuthorization extends Authorization {
  /** 65 bytes for an EOA, or whatever the payer's contract accepts (ERC-1271). */
  signature: Hex;
}
