// What this browser remembers of payments: the header that is on its way (this tab), and what was bought here (this browser).

const pendingKey = (itemId: string) => `pennypost.payment.${itemId}`;
const boughtKey = (itemId: string) => `pennypost.bought.${itemId}`;

/** Storage may be forbidden; then nothing is remembered, and the server still settles what it was sent. */
function quietly<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

/** Kept from before the header is sent until its final answer, so that a reload asks again with the same one. */
export const pendingPayment = {
  get: (itemId: string) => quietly(() => sessionStorage.getItem(pendingKey(itemId))),
  keep: (itemId: string, header: string) => quietly(() => sessionStorage.setItem(pendingKey(itemId), header)),
  forget: (itemId: string) => quietly(() => sessionStorage.removeItem(pendingKey(itemId))),
};

/** When this browser bought an item (ISO 8601), for "You bought this on 3 May" once the session is gone. */
export const boughtHere = {
  get: (itemId: string) => quietly(() => localStorage.getItem(boughtKey(itemId))),
  remember: (itemId: string) => quietly(() => localStorage.setItem(boughtKey(itemId), new Date().toISOString())),
};
