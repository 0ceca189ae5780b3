// USDC amounts. Everything inside the house is bigint atomic units (6 decimals); decimals exist at the edges only.

const DECIMALS = 6;
const UNIT = 10n ** BigInt(DECIMALS);

/** Bounds of an item's price in atomic units: 0.001 to 10,000 USDC. */
export const PRICE_MIN = 1_000n;
export const PRICE_MAX = 10_000n * UNIT;

/** Plain decimal notation with at most six places: no sign, exponent, separators or leading zeros. */
export const DECIMAL_USDC = /^(0|[1-9]\d{0,8})(\.\d{1,6})?$/;

/** Parses a decimal USDC string ("0.25") to atomic units (250000n). Throws a RangeError for any other form. */
export function parseUsdc(decimal: string): bigint {
  if (!DECIMAL_USDC.test(decimal)) throw new RangeError("not a decimal USDC amount");
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole) * UNIT + BigInt(fraction.padEnd(DECIMALS, "0"));
}

/** The exact shortest decimal form: 250000n is "0.25", 1000000n is "1". For the wire, CSV and inputs. */
export function toDecimal(amount: bigint): string {
  const sign = amount < 0n ? "-" : "";
  const absolute = amount < 0n ? -amount : amount;
  const fraction = (absolute % UNIT).toString().padStart(DECIMALS, "0").replace(/0+$/, "");
  return `${sign}${absolute / UNIT}${fraction && `.${fraction}`}`;
}

/** For people: "$0.25", "$1.00", "$0.005", "$1,250.00". Never rounds. */
export function formatUsd(amount: bigint): string {
  const [whole = "0", fraction = ""] = toDecimal(amount).split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  const grouped = whole.replace("-", "").replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign}$${grouped}.${fraction.padEnd(2, "0")}`;
}
