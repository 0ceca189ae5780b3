LOCK TABLE "settlement" IN ACCESS EXCLUSIVE MODE;

-- The same for settlements; and with finalized_at between them, the blocks of a chain were found by reading all of that chain's entries.
CREATE INDEX "settlement_chain_id_block_number_idx" ON "settlement"("chain_id", "block_number");
CREATE INDEX "settlement_unfinal_block" ON "settlement"("chain_id", "block_number", "block_hash") WHERE "finalized_at" IS NULL;
DROP INDEX "settlement_block_number";
DROP INDEX "settlement_chain_id_finalized_at_block_number_idx";
