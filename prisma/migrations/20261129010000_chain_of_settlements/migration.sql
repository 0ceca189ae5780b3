-- Each settlement and reconciliation names its chain. What is there belongs to its purchase's chain.
ALTER TABLE "settlement" ADD COLUMN "chain_id" INTEGER;
UPDATE "settlement" s SET "chain_id" = p."chain_id" FROM "purchase" p WHERE p."id" = s."purchase_id";

-- A server of the version before writes settlements without it until it is replaced.
CREATE FUNCTION settlement_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.chain_id := (SELECT chain_id FROM purchase WHERE id = NEW.purchase_id);
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_chain BEFORE INSERT ON "settlement" FOR EACH ROW WHEN (NEW.chain_id IS NULL) EXECUTE FUNCTION settlement_chain();
ALTER TABLE "settlement" ALTER COLUMN "chain_id" SET NOT NULL;

CREATE UNIQUE INDEX "settlement_chain_id_transaction_log_index_key" ON "settlement"("chain_id", "transaction", "log_index");
DROP INDEX "settlement_transaction_log_index_key";
CREATE INDEX "settlement_chain_id_finalized_at_block_number_idx" ON "settlement"("chain_id", "finalized_at", "block_number");
DROP INDEX "settlement_finalized_at_block_number_idx";

-- Null where a server of the version before wrote it, or where purchases of several tokens leave it open: not counted as done.
ALTER TABLE "reconciliation" ADD COLUMN "chain_id" INTEGER, ADD COLUMN "asset" TEXT;
UPDATE "reconciliation" SET "chain_id" = sole.chain_id, "asset" = sole.asset
  FROM (SELECT min("chain_id") AS chain_id, min("asset") AS asset FROM "purchase" HAVING count(DISTINCT ("chain_id", "asset")) = 1) sole;
CREATE INDEX "reconciliation_chain_id_asset_to_block_idx" ON "reconciliation"("chain_id", "asset", "to_block" DESC);
