import { Button, LinkButton } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Stamp } from "@/components/ui/stamp";
import { useText } from "@/lib/i18n/use-text";
import { formatUsd } from "@/lib/kernel/money";
import { text } from "./text";
import type { Sale } from "./watch-sales";

/** The first sale of a creator: a stamp, the sum, and where it is. */
export function FirstSale({ sale, onClose }: { sale: Sale; onClose: () => void }) {
  const t = useText(text).first;
  const amount = BigInt(sale.amount);
  return (
    <Dialog open onOpenChange={onClose} title={t.title} description={t.text(sale.title, formatUsd(amount))}>
      <p className="my-6 text-center">
        <Stamp amount={amount} className="h-28 motion-safe:animate-stamp" />
      </p>
      <DialogActions>
        <LinkButton href={`/receipts/${sale.id}`}>{t.receipt}</LinkButton>
        <Button variant="primary" onClick={onClose}>
          {t.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
