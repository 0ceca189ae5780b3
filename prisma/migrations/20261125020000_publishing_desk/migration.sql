-- AlterEnum
ALTER TYPE "item_status" ADD VALUE 'scheduled';

-- AlterTable
ALTER TABLE "creator" ADD COLUMN     "avatar_id" TEXT,
ADD COLUMN     "links" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "item" ADD COLUMN     "cover_alt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "cover_id" TEXT,
ADD COLUMN     "removal_reason" TEXT,
ADD COLUMN     "schedule_problem" TEXT,
ADD COLUMN     "scheduled_for" TIMESTAMPTZ(3),
ADD COLUMN     "scheduled_listed" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "payout_change" (
    "id" TEXT NOT NULL,
    "creator_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "from_pay_to" TEXT NOT NULL,
    "to_pay_to" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "account_signature" TEXT,
    "pay_to_signature" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "picture" (
    "id" TEXT NOT NULL,
    "creator_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "picture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "picture_size" (
    "picture_id" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,

    CONSTRAINT "picture_size_pkey" PRIMARY KEY ("picture_id","width")
);

-- CreateIndex
CREATE INDEX "payout_change_creator_id_completed_at_idx" ON "payout_change"("creator_id", "completed_at");

-- CreateIndex
CREATE INDEX "picture_creator_id_idx" ON "picture"("creator_id");

-- CreateIndex
CREATE UNIQUE INDEX "picture_size_storage_key_key" ON "picture_size"("storage_key");

-- CreateIndex
CREATE UNIQUE INDEX "creator_avatar_id_key" ON "creator"("avatar_id");

-- CreateIndex
CREATE UNIQUE INDEX "item_cover_id_key" ON "item"("cover_id");

-- CreateIndex
CREATE INDEX "item_scheduled_for_idx" ON "item"("scheduled_for");

-- AddForeignKey
ALTER TABLE "creator" ADD CONSTRAINT "creator_avatar_id_fkey" FOREIGN KEY ("avatar_id") REFERENCES "picture"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_change" ADD CONSTRAINT "payout_change_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "picture" ADD CONSTRAINT "picture_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "picture_size" ADD CONSTRAINT "picture_size_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_cover_id_fkey" FOREIGN KEY ("cover_id") REFERENCES "picture"("id") ON DELETE SET NULL ON UPDATE CASCADE;
