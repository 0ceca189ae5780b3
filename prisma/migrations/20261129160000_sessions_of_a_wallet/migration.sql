-- What a wallet sees of its sessions: where, and when last.
ALTER TABLE "session" ADD COLUMN "device" TEXT NOT NULL DEFAULT '';
ALTER TABLE "session" ADD COLUMN "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE INDEX "session_wallet_created_at_idx" ON "session"("wallet", "created_at" DESC);
