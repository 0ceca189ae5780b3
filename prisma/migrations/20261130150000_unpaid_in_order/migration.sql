LOCK TABLE "purchase" IN ACCESS EXCLUSIVE MODE;

-- What a payer has not paid is shown page by page, the newest first: whoever had shown ten thousand payments had all of them sorted for each.
-- It replaces the index by payer alone, so that a sale writes as many as before.
CREATE INDEX "purchase_unpaid_of_payer_in_order" ON "purchase"("payer", "created_at", "id") WHERE "state" <> 'confirmed';
DROP INDEX "purchase_unpaid_of_payer";
