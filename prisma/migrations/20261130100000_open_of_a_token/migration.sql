LOCK TABLE "purchase" IN ACCESS EXCLUSIVE MODE;

-- What is open of a token is looked at in its own order: by state and time alone, the open payments of all other tokens were read first. The
-- index that had it so goes, for whoever chooses between both cannot know that. What has ended is forgotten whatever its token.
CREATE INDEX "purchase_open_of_token" ON "purchase"("chain_id", "asset", "state", "updated_at") WHERE "state" IN ('claimed', 'settling', 'refused');
CREATE INDEX "purchase_expired" ON "purchase"("updated_at", "id") WHERE "state" = 'expired';
DROP INDEX "purchase_state_updated_at_idx";
