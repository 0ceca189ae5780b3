-- CreateEnum
CREATE TYPE "discrepancy_kind" AS ENUM ('reorganised', 'paid_twice', 'unrecorded_transfer', 'missing_logs', 'missing_entitlement', 'relayer_nonce');

-- AlterTable
ALTER TABLE "purchase" ADD COLUMN     "is_bound" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "payment_id" TEXT;

-- AlterTable
ALTER TABLE "settlement" ADD COLUMN     "finalized_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "settlement_attempt" ADD COLUMN     "fee_paid" BIGINT,
ADD COLUMN     "gas_limit" BIGINT,
ADD COLUMN     "max_fee_per_gas" BIGINT,
ADD COLUMN     "priority_fee" BIGINT;

-- CreateTable
CREATE TABLE "discrepancy" (
    "id" TEXT NOT NULL,
    "kind" "discrepancy_kind" NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "discrepancy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation" (
    "id" TEXT NOT NULL,
    "from_block" BIGINT NOT NULL,
    "to_block" BIGINT NOT NULL,
    "transfers" INTEGER NOT NULL DEFAULT 0,
    "found" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "discrepancy_resolved_at_found_at_idx" ON "discrepancy"("resolved_at", "found_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "discrepancy_kind_subject_key" ON "discrepancy"("kind", "subject");

-- CreateIndex
CREATE INDEX "reconciliation_to_block_idx" ON "reconciliation"("to_block" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "purchase_payment_id_key" ON "purchase"("payment_id");

-- CreateIndex
CREATE INDEX "settlement_finalized_at_block_number_idx" ON "settlement"("finalized_at", "block_number");

-- CreateIndex
CREATE INDEX "settlement_attempt_created_at_idx" ON "settlement_attempt"("created_at");
