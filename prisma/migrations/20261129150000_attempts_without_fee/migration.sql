-- Attempts whose cost is not known yet, which each sweep asks for: without it, every attempt that a key ever made was read.
CREATE INDEX "settlement_attempt_without_fee" ON "settlement_attempt"("relayer", "relayer_nonce") WHERE "fee_paid" IS NULL;
