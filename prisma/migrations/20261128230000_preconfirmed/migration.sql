-- AlterTable
ALTER TABLE "settlement" ADD COLUMN     "is_preconfirmed" BOOLEAN NOT NULL DEFAULT false;
