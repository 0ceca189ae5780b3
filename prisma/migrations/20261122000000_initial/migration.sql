-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "item_kind" AS ENUM ('article', 'file');

-- CreateEnum
CREATE TYPE "item_status" AS ENUM ('draft', 'listed', 'unlisted', 'removed');

-- CreateEnum
CREATE TYPE "purchase_state" AS ENUM ('claimed', 'settling', 'confirmed', 'refused', 'expired');

-- CreateEnum
CREATE TYPE "payer_kind" AS ENUM ('person', 'agent');

-- CreateTable
CREATE TABLE "creator" (
    "id" TEXT NOT NULL,
    "wallet" TEXT NOT NULL,
    "pay_to" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "bio" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "creator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item" (
    "id" TEXT NOT NULL,
    "creator_id" TEXT NOT NULL,
    "kind" "item_kind" NOT NULL,
    "slug" TEXT NOT NULL,
    "status" "item_status" NOT NULL DEFAULT 'draft',
    "amount" BIGINT NOT NULL,
    "tags" TEXT[],
    "draft_version_id" TEXT,
    "published_version_id" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item_price" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item_version" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "dek" TEXT NOT NULL DEFAULT '',
    "preview" TEXT NOT NULL DEFAULT '',
    "content" TEXT NOT NULL DEFAULT '',
    "headings" TEXT[],
    "preview_words" INTEGER NOT NULL DEFAULT 0,
    "words" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "version_file" (
    "version_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "version_file_pkey" PRIMARY KEY ("version_id","file_id")
);

-- CreateTable
CREATE TABLE "sign_in_nonce" (
    "nonce" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_nonce_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "wallet" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_grant" (
    "session_id" TEXT NOT NULL,
    "entitlement_id" TEXT NOT NULL,

    CONSTRAINT "session_grant_pkey" PRIMARY KEY ("session_id","entitlement_id")
);

-- CreateTable
CREATE TABLE "purchase" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "creator_id" TEXT NOT NULL,
    "state" "purchase_state" NOT NULL,
    "payer_kind" "payer_kind" NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "asset" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "pay_to" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "nonce" TEXT NOT NULL,
    "valid_after" BIGINT NOT NULL,
    "valid_before" BIGINT NOT NULL,
    "signature" TEXT NOT NULL,
    "x402_version" INTEGER NOT NULL,
    "reason" TEXT,
    "claimed_at_block" BIGINT NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "purchase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement_attempt" (
    "id" TEXT NOT NULL,
    "purchase_id" TEXT NOT NULL,
    "relayer" TEXT,
    "relayer_nonce" INTEGER,
    "raw_transaction" TEXT,
    "transaction" TEXT,
    "facilitator" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settlement_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement" (
    "purchase_id" TEXT NOT NULL,
    "creator_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "transaction" TEXT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "block_number" BIGINT NOT NULL,
    "block_hash" TEXT NOT NULL,
    "settled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settlement_pkey" PRIMARY KEY ("purchase_id")
);

-- CreateTable
CREATE TABLE "entitlement" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "wallet" TEXT NOT NULL,
    "purchase_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entitlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relayer" (
    "chain_id" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "next_nonce" INTEGER NOT NULL,

    CONSTRAINT "relayer_pkey" PRIMARY KEY ("chain_id","address")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "token" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "creator_wallet_key" ON "creator"("wallet");

-- CreateIndex
CREATE UNIQUE INDEX "creator_handle_key" ON "creator"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "item_draft_version_id_key" ON "item"("draft_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "item_published_version_id_key" ON "item"("published_version_id");

-- CreateIndex
CREATE INDEX "item_status_published_at_idx" ON "item"("status", "published_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "item_creator_id_slug_key" ON "item"("creator_id", "slug");

-- CreateIndex
CREATE INDEX "item_price_item_id_started_at_idx" ON "item_price"("item_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "item_version_item_id_number_key" ON "item_version"("item_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "file_storage_key_key" ON "file"("storage_key");

-- CreateIndex
CREATE INDEX "file_item_id_idx" ON "file"("item_id");

-- CreateIndex
CREATE INDEX "version_file_file_id_idx" ON "version_file"("file_id");

-- CreateIndex
CREATE INDEX "sign_in_nonce_expires_at_idx" ON "sign_in_nonce"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE INDEX "session_grant_entitlement_id_idx" ON "session_grant"("entitlement_id");

-- CreateIndex
CREATE INDEX "purchase_state_updated_at_idx" ON "purchase"("state", "updated_at");

-- CreateIndex
CREATE INDEX "purchase_item_id_payer_idx" ON "purchase"("item_id", "payer");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_chain_id_asset_payer_nonce_key" ON "purchase"("chain_id", "asset", "payer", "nonce");

-- CreateIndex
CREATE INDEX "settlement_attempt_relayer_relayer_nonce_idx" ON "settlement_attempt"("relayer", "relayer_nonce");

-- CreateIndex
CREATE INDEX "settlement_attempt_purchase_id_idx" ON "settlement_attempt"("purchase_id");

-- CreateIndex
CREATE INDEX "settlement_creator_id_settled_at_idx" ON "settlement"("creator_id", "settled_at" DESC);

-- CreateIndex
CREATE INDEX "settlement_item_id_settled_at_idx" ON "settlement"("item_id", "settled_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "settlement_transaction_log_index_key" ON "settlement"("transaction", "log_index");

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_purchase_id_key" ON "entitlement"("purchase_id");

-- CreateIndex
CREATE INDEX "entitlement_wallet_created_at_idx" ON "entitlement"("wallet", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_item_id_wallet_key" ON "entitlement"("item_id", "wallet");

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_draft_version_id_fkey" FOREIGN KEY ("draft_version_id") REFERENCES "item_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_published_version_id_fkey" FOREIGN KEY ("published_version_id") REFERENCES "item_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_price" ADD CONSTRAINT "item_price_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_version" ADD CONSTRAINT "item_version_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_file" ADD CONSTRAINT "version_file_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "item_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_file" ADD CONSTRAINT "version_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_grant" ADD CONSTRAINT "session_grant_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_grant" ADD CONSTRAINT "session_grant_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "item_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settlement_attempt" ADD CONSTRAINT "settlement_attempt_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "purchase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "purchase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "purchase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- At most one purchase in flight or done for each item and payer
CREATE UNIQUE INDEX "purchase_in_flight" ON "purchase"("item_id", "payer") WHERE "state" IN ('claimed', 'settling', 'confirmed');
