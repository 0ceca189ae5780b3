import { Field, Input } from "@/components/ui/field";
import { PriceStamp } from "@/components/ui/price-stamp";
import { useText } from "@/lib/i18n/use-text";
import { DECIMAL_USDC, formatUsd, parseUsdc } from "@/lib/kernel/money";
import { typedPrice } from "@/lib/kernel/typed-price";
import { text } from "../text";
import type { Editor } from "../use-editor";

function amountOf(typed: string): bigint | null {
  const price = typedPrice(typed);
  return DECIMAL_USDC.test(price) ? parseUsdc(price) : null;
}

const cent = 10_000n;
/** The default payment limit of common x402 clients. */
const agentsMax = 100_000n;

function advice(amount: bigint, t: { belowCent: string; aboveAgents: string }): string | null {
  if (amount < cent) return t.belowCent;
  if (amount > agentsMax) return t.aboveAgents;
  return null;
}

export function PriceField({ editor }: { editor: Editor }) {
  const t = useText(text).rail;
  const { fields, set, errorOf, draft } = editor;
  const amount = amountOf(fields.price);
  const isSold = draft.status === "listed" || draft.status === "unlisted";
  return (
    <Field
      label={t.price}
      error={errorOf("price")}
      hint={
        amount === null ? (
          t.priceForm
        ) : (
          <>
            {t.receiveBefore}
            <span className="figures font-semibold text-ink">{formatUsd(amount)}</span>
            {t.receiveAfter} {advice(amount, t)}
            {isSold && <span className="mt-1 block">{t.keepsAccess}</span>}
          </>
        )
      }
    >
      {(control) => (
        <div className="flex items-center gap-3">
          <div className="relative min-w-0 flex-1">
            <span aria-hidden className="absolute top-1/2 left-3 -translate-y-1/2 text-ink-3">
              $
            </span>
            <Input
              inputMode="decimal"
              autoComplete="off"
              value={fields.price}
              onChange={(event) => set("price", event.target.value)}
              className="figures ps-7"
              {...control}
            />
          </div>
          {amount !== null && <PriceStamp amount={amount} className="h-9" />}
        </div>
      )}
    </Field>
  );
}
