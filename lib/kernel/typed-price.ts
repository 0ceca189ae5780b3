// Prices as people type them, on any keyboard; the API takes the strict form only (`DECIMAL_USDC`).

/**
 * "0,40", "０．４０", ".5", "$0.40" and "0.40 USDC" mean what they say, and come back as decimals. What may mean two things ("1,000"
 * is a thousand, or one; a point is always decimal, as in the API) or is no price comes back as it was typed, to be refused with the form
 * that is wanted.
 */
export function typedPrice(typed: string): string {
  const text = typed.trim();
  const bare = text
    .normalize("NFKC")
    .replace(/[、。､｡]/g, (mark) => ("、､".includes(mark) ? "," : "."))
    .replace(/^(?:US)?\$\s*/i, "")
    .replace(/\s*(?:USDC?|\$)$/i, "")
    .trim();
  const [, whole, mark, fraction] = /^(\d*)(?:([.,])(\d+))?$/.exec(bare) ?? [];
  const isGrouped = mark === "," && fraction?.length === 3 && /^[1-9]\d{0,2}$/.test(whole ?? "");
  if (whole === undefined || isGrouped || !(whole || fraction)) return text;
  const units = whole.replace(/^0+(?=\d)/, "") || "0";
  return fraction === undefined ? units : `${units}.${fraction.replace(/(\d{6})0+$/, "$1")}`;
}
