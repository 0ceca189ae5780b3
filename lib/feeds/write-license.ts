// Terms for crawlers and other machines (Really Simple Licensing 1.0, rslstandard.org/rsl): what may be done with what everybody may read,
// and what the rest costs.
import { toDecimal } from "../kernel/money";
import { parent, words } from "./xml";

export const LICENSE_TYPE = "application/rsl+xml";

/** To be found, quoted and answered from; not to train on. */
const PERMITTED = "search ai-index ai-input";
const PROHIBITED = "ai-train";

interface Paid {
  /** In atomic units of the currency. */
  amount: bigint;
  /** As "USD". */
  currency: string;
  /** Where it is bought. */
  url: string;
  /** Every address, or beginning of one, behind which it lies. */
  addresses: string[];
}

const licenseOf = (payment: string) =>
  parent("license", {}, [
    words("permits", PERMITTED, { type: "usage" }),
    words("prohibits", PROHIBITED, { type: "usage" }),
    payment,
  ]);

const free = licenseOf(parent("payment", { type: "free" }, []));

const purchaseOf = ({ amount, currency, url }: Paid) =>
  licenseOf(parent("payment", { type: "purchase" }, [words("custom", url), words("amount", toDecimal(amount), { currency })]));

const documentOf = (contents: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${parent("rsl", { xmlns: "https://rslstandard.org/rsl" }, contents)}\n`;

/** Of the whole site: its free parts, and that pieces are bought. Each piece has a licence of its own, which its 402 names. */
export const writeSiteLicense = (origin: string): string =>
  documentOf([
    parent("content", { url: "/" }, [free, words("terms", `${origin}/terms`)]),
    parent("content", { url: "/api/items/" }, [
      licenseOf(parent("payment", { type: "purchase" }, [words("custom", `${origin}/llms.txt`)])),
      words("terms", `${origin}/terms`),
    ]),
  ]);

/** Of a piece: `page` is free to read, `paid` is what is bought. */
export const writeItemLicense = (origin: string, page: string, paid: Paid): string =>
  documentOf([
    parent("content", { url: page }, [free, words("terms", `${origin}/terms`)]),
    ...paid.addresses.map((url) => parent("content", { url }, [purchaseOf(paid), words("terms", `${origin}/terms`)])),
  ]);
