-- SHA-256 of the secret that the client of a payment shows to be answered again. Null for payments of before, whose wallets sign in.
ALTER TABLE "purchase" ADD COLUMN "claim_hash" TEXT;
