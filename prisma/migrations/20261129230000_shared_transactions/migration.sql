-- One transaction may carry many payments, each with an attempt of its own.
ALTER TABLE "settlement_attempt" ADD COLUMN "members" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "place" INTEGER NOT NULL DEFAULT 0;

-- A transaction that a reorganisation puts into another block has its logs at other places there, and its payments move one by one.
CREATE UNIQUE INDEX "settlement_chain_id_transaction_log_index_block_hash_key"
    ON "settlement"("chain_id", "transaction", "log_index", "block_hash");
DROP INDEX "settlement_chain_id_transaction_log_index_key";
