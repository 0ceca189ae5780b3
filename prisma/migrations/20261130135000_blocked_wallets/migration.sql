-- Wallets that an operator takes no payments from, and for whom none are taken.
CREATE TABLE "blocked_wallet" (
  "wallet" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "blocked_wallet_pkey" PRIMARY KEY ("wallet"),
  CONSTRAINT "blocked_wallet_note_check" CHECK (length("note") <= 500)
);
