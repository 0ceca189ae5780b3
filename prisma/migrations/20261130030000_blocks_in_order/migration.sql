-- Claims and settlements of some blocks are read in the order of an index. A BRIN index is of use only while rows lie on the disk as they
-- came; space that forgotten payments leave is taken by new ones. And with finalized_at between them, the blocks of a chain were found by
-- reading all of that chain's entries.
CREATE INDEX "purchase_chain_id_claimed_at_block_idx" ON "purchase"("chain_id", "claimed_at_block");
CREATE INDEX "settlement_chain_id_block_number_idx" ON "settlement"("chain_id", "block_number");
CREATE INDEX "settlement_unfinal_block" ON "settlement"("chain_id", "block_number", "block_hash") WHERE "finalized_at" IS NULL;
DROP INDEX "purchase_claimed_at_block";
DROP INDEX "settlement_block_number";
DROP INDEX "settlement_chain_id_finalized_at_block_number_idx";
