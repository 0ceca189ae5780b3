-- CreateEnum
CREATE TYPE "preview_state" AS ENUM ('waiting', 'made', 'none', 'failed');

-- CreateEnum
CREATE TYPE "preview_kind" AS ENUM ('page', 'picture', 'clip', 'table', 'text');

-- CreateTable
CREATE TABLE "file_preview" (
    "file_id" TEXT NOT NULL,
    "state" "preview_state" NOT NULL DEFAULT 'waiting',
    "is_shown" BOOLEAN NOT NULL DEFAULT true,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "file_preview_pkey" PRIMARY KEY ("file_id")
);

-- CreateTable
CREATE TABLE "preview_part" (
    "file_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "preview_kind" NOT NULL,
    "media_type" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "duration_ms" INTEGER,

    CONSTRAINT "preview_part_pkey" PRIMARY KEY ("file_id","position")
);

-- CreateIndex
CREATE INDEX "file_preview_state_due_at_idx" ON "file_preview"("state", "due_at");

-- CreateIndex
CREATE INDEX "preview_part_sha256_idx" ON "preview_part"("sha256");

-- AddForeignKey
ALTER TABLE "file_preview" ADD CONSTRAINT "file_preview_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preview_part" ADD CONSTRAINT "preview_part_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file_preview"("file_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Files that are here already get theirs as well.
INSERT INTO "file_preview" ("file_id") SELECT "id" FROM "file";
