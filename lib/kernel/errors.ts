// Refusals: the expected ways in which the domain says no. Each code has one HTTP status and a page in docs/errors.
import type { FieldIssue } from "./field-issues";

export const refusals = {
  invalid_request: 400,
  invalid_payment_header: 400,
  not_signed_in: 401,
  sign_in_refused: 401,
  not_allowed: 403,
  hidden: 403,
  suspended: 403,
  wallet_blocked: 403,
  not_found: 404,
  timed_out: 408,
  conflict: 409,
  handle_taken: 409,
  slug_taken: 409,
  already_owned: 409,
  claim_required: 409,
  own_item: 409,
  payment_conflict: 409,
  faucet_empty: 409,
  removed: 410,
  too_large: 413,
  quota_exceeded: 413,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  not_publishable: 422,
  signature_refused: 422,
  checksum_mismatch: 422,
  too_many_requests: 429,
  settlement_pending: 503,
  payments_paused: 503,
  unavailable: 503,
  storage_full: 507,
} as const;

export type RefusalCode = keyof typeof refusals;

/** Thrown by the domain. `message` is one sentence in English: what happened and what to do. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly issues: FieldIssue[];
  readonly headers: Record<string, string>;

  constructor(code: RefusalCode, message: string, more: { issues?: FieldIssue[]; headers?: Record<string, string> } = {}) {
    super(message);
    this.code = code;
    this.issues = more.issues ?? [];
    this.headers = more.headers ?? {};
  }

  /** By name, since Next may load this file once for each bundle: a refusal of another copy is a refusal too. */
  static override [Symbol.hasInstance](value: unknown): value is Refusal {
    return value instanceof Error && value.name === "Refusal";
  }

  get status(): number {
    return refusals[this.code];
  }
}
