// What a node's error means to who asked, told apart by the codes and words that vendors use.
import { BaseError, HttpRequestError, RpcRequestError, TimeoutError } from "viem";

/**
 * Over the rate limit: EIP-1474's -32005; -32007 at QuickNode; 429 at Alchemy; -32012, -32016, -32017 and -32024 of the proxy in
 * front of Base's own endpoints (ethereum-optimism/infra, proxyd/backend.go).
 */
const RATE_LIMIT_CODES: readonly unknown[] = [-32005, -32007, 429, -32012, -32016, -32017, -32024];
/** -32005 also means that one call asks for too many blocks or logs. */
const TOO_MUCH_AT_ONCE = /range|results|response size/i;

/** JSON-RPC's "method not found", Alchemy's "invalid request" for a method that it does not serve, EIP-1474's "not supported". */
const NO_SUCH_METHOD_CODES: readonly unknown[] = [-32601, -32600, -32004];

/** No room for more transactions, of this sender or at all: geth's and reth's words, and what others say of a sender's share. */
const NO_ROOM = /(tx|transaction) ?pool is full|account limit exceeded|too many (pending|queued) transactions/i;

/** Others of its sender's must come before it, or another lies in its place: geth's words (core/error.go, core/txpool/errors.go), and Besu's. */
const OUT_OF_TURN = /nonce too high|nonce too distant|gapped.nonce|nonce too far|replacement transaction underpriced/i;

/** EIP-7966's: the transaction waits in the pool, and no block took it in time. */
const STILL_WAITS = 4;

/** Another node behind the same address is further than the one that answered. */
const BEHIND = /beyond current head|beyond latest|header not found|unknown block|block is out of range|block not found/i;

/** The node's own answer, if there was one. */
function findAnswer(error: unknown): RpcRequestError | null {
  if (!(error instanceof BaseError)) return null;
  return error.walk((cause) => cause instanceof RpcRequestError) as RpcRequestError | null;
}

function findHttpStatus(error: unknown): number | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const found = error.walk((cause) => cause instanceof HttpRequestError || cause instanceof RpcRequestError);
  return (found as HttpRequestError | RpcRequestError | null)?.status;
}

/** The node is asked too often, and may be asked again in a moment. */
export function isRateLimit(error: unknown): boolean {
  const answer = findAnswer(error);
  if (answer && TOO_MUCH_AT_ONCE.test(answer.details)) return false;
  return findHttpStatus(error) === 429 || (answer !== null && RATE_LIMIT_CODES.includes(answer.code));
}

/** The call may never have reached a node, or its answer was none. */
export function isLostCall(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const status = findHttpStatus(error);
  if (status !== undefined) return status === 408 || status >= 500;
  return error.walk((cause) => cause instanceof HttpRequestError || cause instanceof TimeoutError) !== null;
}

export function isTimeout(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof TimeoutError) !== null;
}

/** The node does not serve this method. */
export function isNoSuchMethod(error: unknown): boolean {
  return NO_SUCH_METHOD_CODES.includes(findAnswer(error)?.code);
}

/** The node took no transaction for want of room or of those before it, and may at its next block. */
export function isRefusedForNow(error: unknown): boolean {
  const details = findAnswer(error)?.details ?? "";
  return NO_ROOM.test(details) || OUT_OF_TURN.test(details);
}

/** The node holds the transaction that it was sent, and has no receipt of it yet. */
export function isStillWaiting(error: unknown): boolean {
  return findAnswer(error)?.code === STILL_WAITS;
}

/** The node refuses a log query for what it asks: too many blocks, or too many logs in them. */
export function isRefusedQuery(error: unknown): boolean {
  const answer = findAnswer(error);
  return answer !== null && !isRateLimit(error) && !isLostCall(error) && !BEHIND.test(answer.details);
}
