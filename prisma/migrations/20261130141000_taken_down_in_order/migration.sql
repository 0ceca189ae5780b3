-- A creator's list with what was taken down after it had sold is of two lists, each in its order.
CREATE INDEX "item_own_removed" ON "item"("creator_id", "updated_at" DESC, "id" DESC) WHERE "status" = 'removed';
