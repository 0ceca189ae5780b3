-- Transactions whose bytes are still kept, which is asked for every hour.
CREATE INDEX "settlement_attempt_raw" ON "settlement_attempt"("created_at") WHERE "raw_transaction" IS NOT NULL;
