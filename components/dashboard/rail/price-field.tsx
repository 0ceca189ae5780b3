import { Field, Input } from "@/components/ui/field";
import { Stamp } from "@/components/ui/stamp";
import { DECIMAL_USDC, formatUsd, parseUsdc } from "@/lib/kernel/money";
import type { Editor } from "../editor/use-editor";

const amountOf = (price: string) => (DECIMAL_USDC.test(price.trim()) ? parseUsdc(price.trim()) : null);

const cent = 10_000n;
/** What stock clients pay without being told to. */
const agentsMax = 100_000n;

function advice(amount: bigint): string | null {
  if (amount < cent) return "Below a cent, agents are your readers; for people a penny is the least that feels like a price.";
  if (amount > agentsMax) return "Agents with the limits they ship with stop at $0.10; people do not.";
  return null;
}

export function PriceField({ editor }: { editor: Editor }) {
  const { fields, set, errorOf, draft } = editor;
  const amount = amountOf(fields.price);
  const isSold = draft.status === "listed" || draft.status === "unlisted";
  return (
    <Field
      label="Price in dollars"
      error={errorOf("price")}
      hint={
        amount === null ? (
          "From $0.001 to $10,000, with at most six decimals."
        ) : (
          <>
            You receive <span className="figures font-semibold text-ink">{formatUsd(amount)}</span> in USDC for each sale: all of
            it. {advice(amount)}
            {isSold && <span className="mt-1 block">Who has bought keeps access, whatever the price becomes.</span>}
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
          {amount !== null && <Stamp amount={amount} className="h-9" />}
        </div>
      )}
    </Field>
  );
}
