// The cache of bought texts, and whose it is.

/** In CacheStorage: pages by their paths, and what they need. */
export const keptCache = "pennypost-kept";

/** Its page that lists the others. */
export const offlinePath = "/offline";

/** Marks the paid part in a page's HTML: what has none shows a wall. */
export const paidMark = "data-paid";

const keptBy = "pennypost.kept-by";

/**
 * Told of each sign-in and sign-out: texts go with whoever signs out, and before another wallet signs in. What was bought without signing
 * in stays for the wallet that does.
 */
export async function heedOwner(wallet: string | null): Promise<void> {
  try {
    const before = localStorage.getItem(keptBy);
    if (wallet === null) localStorage.removeItem(keptBy);
    else localStorage.setItem(keptBy, wallet);
    if (wallet === null || (before !== null && before !== wallet)) await caches.delete(keptCache);
  } catch {
    // Where nothing may be kept, nothing was.
  }
}
