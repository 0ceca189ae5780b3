// What this browser stores about payments: the one under way, the number of refusals, and what was bought here.

const pendingKey = (itemId: string) => `pennypost.payment.${itemId}`;
const attemptKey = (itemId: string) => `pennypost.attempt.${itemId}`;
const boughtKey = (itemId: string) => `pennypost.bought.${itemId}`;

/** Storage may be forbidden; nothing is stored then, and the server still settles what it was sent. */
function quietly<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

/** A payment's header, and the secret that is sent with it: by it this browser is answered again when the header is public. */
export interface PendingPayment {
  header: string;
  /** Null for one that was stored without. */
  claim: string | null;
}

export const newPendingPayment = (header: string): PendingPayment => ({ header, claim: crypto.randomUUID() });

function readPending(stored: string | null): PendingPayment | null {
  const [header, claim = null] = stored?.split(" ") ?? [];
  return header ? { header, claim } : null;
}

/**
 * Stored before the header is sent until its final answer, for all tabs and across restarts: a returning payer sends the same
 * header again, and nothing new is signed while its outcome is unknown. The header is useless to others once settled, and
 * six minutes after its quote in any case.
 */
export const pendingPayment = {
  get: (itemId: string) => quietly(() => readPending(localStorage.getItem(pendingKey(itemId)))),
  keep: (itemId: string, { header, claim }: PendingPayment) =>
    quietly(() => localStorage.setItem(pendingKey(itemId), claim ? `${header} ${claim}` : header)),
  forget: (itemId: string) => quietly(() => localStorage.removeItem(pendingKey(itemId))),
};

/**
 * Number of payments for an item that were refused for good. It is part of the next authorization's nonce: a second click
 * before an answer signs the same authorization, and one after a refusal signs another.
 */
export const attempts = {
  get: (itemId: string) => Number(quietly(() => localStorage.getItem(attemptKey(itemId)))) || 0,
  next: (itemId: string) => quietly(() => localStorage.setItem(attemptKey(itemId), `${attempts.get(itemId) + 1}`)),
  forget: (itemId: string) => quietly(() => localStorage.removeItem(attemptKey(itemId))),
};

/** When this browser bought an item (ISO 8601), for "You bought this on 3 May" once the session is gone. */
export const boughtHere = {
  get: (itemId: string) => quietly(() => localStorage.getItem(boughtKey(itemId))),
  remember: (itemId: string) => quietly(() => localStorage.setItem(boughtKey(itemId), new Date().toISOString())),
};
