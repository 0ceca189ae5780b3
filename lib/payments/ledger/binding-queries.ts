// What the database knows of payments by the names their clients gave them.
import type { Db } from "../../db/client";
import type { Purchase } from "../../db/generated/client";

export function findByPaymentId(db: Db, paymentId: string): Promise<Purchase | null> {
  return db.purchase.findUnique({ where: { paymentId } });
}
