// Calls of plain accounts tried in one eth_call, each on its own: what one changes is taken back before the next. The code of a contract
// that is never made does it: it runs in its own creation, which needs nothing on the chain and no state override of the node.
import { concatHex, type Hex, padHex, size, toHex } from "viem";
import type { Address } from "../kernel/address";

const WORD = 32;
/** After the selector of four bytes. */
const FIRST_ARGUMENT = 4;

const OP = {
  and: "0x16",
  call: "0xf1",
  codecopy: "0x39",
  create: "0xf0",
  extcodesize: "0x3b",
  iszero: "0x15",
  mload: "0x51",
  mstore: "0x52",
  pop: "0x50",
  return: "0xf3",
  returndatacopy: "0x3e",
  revert: "0xfd",
} as const;

/** PUSHn of a number in so many bytes. */
const push = (value: number | bigint, bytes = 2): Hex => concatHex([toHex(0x5f + bytes), toHex(value, { size: bytes })]);
const pushAddress = (address: Address): Hex => concatHex(["0x73", address]);

/**
 * The creation code of one trial, before its call data: makes the call, and reverts with whether it went well and the account has no code.
 * Everything that it did is taken back with it.
 */
function trialCode(to: Address, length: number, gas: bigint): Hex {
  const codeOf = (own: number): Hex =>
    concatHex([
      ...[push(length), push(own), push(0), OP.codecopy],
      ...[push(0), push(0), push(length), push(0), push(0), pushAddress(to), push(gas, 4), OP.call],
      ...[push(FIRST_ARGUMENT), OP.mload, OP.extcodesize, OP.iszero, OP.and],
      ...[push(0), OP.mstore, push(WORD), push(0), OP.revert],
    ]);
  return codeOf(size(codeOf(0)));
}

/**
 * Data of an eth_call to nobody that makes each of these calls of one contract, all of the same length, with so much gas; at least one. The
 * first argument of each is the account that must have no code. What it answers is read by `wentWell`.
 */
export function tryEach(to: Address, calls: readonly Hex[], gas: bigint): Hex {
  const [first] = calls;
  if (!first) throw new Error("nothing is to be tried");
  const length = size(first);
  const trial = trialCode(to, length, gas);
  const whole = size(trial) + length;
  const results = Math.ceil(whole / WORD) * WORD;
  const codeOf = (own: number): Hex =>
    concatHex([
      ...[push(size(trial)), push(own), push(0), OP.codecopy],
      ...calls.flatMap((_, index) => [
        ...[push(length), push(own + size(trial) + index * length), push(size(trial)), OP.codecopy],
        ...[push(whole), push(0), push(0), OP.create, OP.pop],
        ...[push(WORD), push(0), push(results + index * WORD), OP.returndatacopy],
      ]),
      ...[push(calls.length * WORD), push(results), OP.return],
    ]);
  return concatHex([codeOf(size(codeOf(0))), trial, ...calls]);
}

const YES = padHex("0x01", { size: WORD }).slice(2);

/** Which of so many calls went well, and for an account without code. */
export function wentWell(answer: Hex | undefined, count: number): boolean[] {
  const words = (answer ?? "0x").slice(2);
  return Array.from({ length: count }, (_, index) => words.slice(index * WORD * 2, (index + 1) * WORD * 2) === YES);
}
