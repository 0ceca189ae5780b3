-- What readers report. Open ones are looked at from the oldest; closed ones are forgotten after a while.
CREATE TABLE "report" (
  "id" TEXT NOT NULL,
  "item_id" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "contact" TEXT NOT NULL,
  "wallet" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "closed_at" TIMESTAMPTZ(3),
  "outcome" TEXT,
  CONSTRAINT "report_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "report_size_check" CHECK (length("text") <= 1000 AND length("contact") <= 200)
);
CREATE INDEX "report_item_id_idx" ON "report"("item_id");
CREATE INDEX "report_wallet_idx" ON "report"("wallet");
CREATE INDEX "report_closed_at_idx" ON "report"("closed_at");
CREATE INDEX "report_open" ON "report"("id") WHERE "closed_at" IS NULL;
ALTER TABLE "report" ADD CONSTRAINT "report_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
