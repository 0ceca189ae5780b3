// What an operator typed: an id, a wallet, a transaction, or the address of a page.
import { ADDRESS_FORM, type Address, HASH_FORM, type Hash, toAddress, toHash } from "../kernel/address";
import { type IdPrefix, idPattern } from "../kernel/ids";

export type Asked =
  | { purchaseId: string }
  | { itemId: string }
  | { creatorId: string }
  | { wallet: Address }
  | { transaction: Hash }
  | { handle: string; slug?: string };

const isId = (prefix: IdPrefix, text: string) => idPattern(prefix).test(text);

/** "https://…/@ada/on-pennies?as=reader", "/@ada", "@ada" */
const PAGE = /^(?:https?:\/\/[^/]+)?\/?@([A-Za-z0-9-]{1,40})(?:\/([A-Za-z0-9-]{1,200}))?\/?(?:[?#].*)?$/;

/** Undefined for what is none of these. */
export function readAsked(typed: string): Asked | undefined {
  const text = typed.trim();
  if (isId("pur", text)) return { purchaseId: text };
  if (isId("item", text)) return { itemId: text };
  if (isId("cre", text)) return { creatorId: text };
  if (ADDRESS_FORM.test(text)) return { wallet: toAddress(text) };
  if (HASH_FORM.test(text)) return { transaction: toHash(text) };
  const [, handle, slug] = PAGE.exec(text) ?? [];
  if (!handle) return undefined;
  return { handle: handle.toLowerCase(), ...(slug ? { slug: slug.toLowerCase() } : {}) };
}
