-- Who has opened this table to read is about to write to it: a lock that grew stronger would wait for them, as they for it.
LOCK TABLE "purchase" IN ACCESS EXCLUSIVE MODE;

-- Claims of a token in some blocks are read in the order of an index. A BRIN index is of use only while rows lie on the disk as they came; space that
-- forgotten payments leave is taken by new ones.
CREATE INDEX "purchase_chain_id_asset_claimed_at_block_idx" ON "purchase"("chain_id", "asset", "claimed_at_block");
DROP INDEX "purchase_claimed_at_block";
