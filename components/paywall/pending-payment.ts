// What this browser remembers of payments: the header that is on its way, how often one was refused, and what was bought here.

const pendingKey = (itemId: string) => `pennypost.payment.${itemId}`;
const attemptKey = (itemId: string) => `pennypost.attempt.${itemId}`;
const boughtKey = (itemId: string) => `pennypost.bought.${itemId}`;

/** Storage may be forbidden; then nothing is remembered, and the server still settles what it was sent. */
function quietly<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

/**
 * Kept from before the header is sent until its final answer, in all tabs and after a restart of the browser: whoever comes back
 * asks again with the same one, and nothing is signed anew while its fate is unknown. Useless to others once it is settled, and
 * six minutes after its price was quoted in any case.
 */
export const pendingPayment = {
  get: (itemId: string) => quietly(() => localStorage.getItem(pendingKey(itemId))),
  keep: (itemId: string, header: string) => quietly(() => localStorage.setItem(pendingKey(itemId), header)),
  forget: (itemId: string) => quietly(() => localStorage.removeItem(pendingKey(itemId))),
};

/**
 * How many payments for an item were refused for good. The count goes into the next authorization's nonce: the same while an
 * answer is open, so that a second click signs the same authorization, and another after a refusal.
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
