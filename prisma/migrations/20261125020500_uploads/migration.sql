-- AlterTable
ALTER TABLE "version_file" ADD COLUMN     "name" TEXT;

-- CreateTable
CREATE TABLE "upload" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "creator_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT,
    "storage_key" TEXT NOT NULL,
    "digest" TEXT,
    "media_type" TEXT,
    "file_id" TEXT,
    "holder" TEXT,
    "held_until" TIMESTAMPTZ(3),
    "is_wanted" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "upload_storage_key_key" ON "upload"("storage_key");

-- CreateIndex
CREATE UNIQUE INDEX "upload_file_id_key" ON "upload"("file_id");

-- CreateIndex
CREATE INDEX "upload_creator_id_idx" ON "upload"("creator_id");

-- CreateIndex
CREATE INDEX "upload_item_id_idx" ON "upload"("item_id");

-- CreateIndex
CREATE INDEX "upload_touched_at_idx" ON "upload"("touched_at");

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
