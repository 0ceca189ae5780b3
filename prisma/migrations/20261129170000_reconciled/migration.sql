-- Up to which nonce a key's transactions were compared with our attempts.
ALTER TABLE "relayer" ADD COLUMN "reconciled_nonce" INTEGER;

-- Rows come in the order of their blocks: an index of a few pages finds those of a range, and costs a sale nothing.
CREATE INDEX "purchase_claimed_at_block" ON "purchase" USING brin ("claimed_at_block") WITH (autosummarize = on);
CREATE INDEX "settlement_block_number" ON "settlement" USING brin ("block_number") WITH (autosummarize = on);
