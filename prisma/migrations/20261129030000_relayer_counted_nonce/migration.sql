-- How many of a key's transactions the chain had counted when it was last asked: what a key has under way is a subtraction, and no
-- longer a count of attempts that grows with what was sold within the hour.
ALTER TABLE "relayer" ADD COLUMN "counted_nonce" INTEGER NOT NULL DEFAULT 0;
