-- CreateTable
CREATE TABLE "item_day" (
    "item_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "viewed" INTEGER NOT NULL DEFAULT 0,
    "reached_wall" INTEGER NOT NULL DEFAULT 0,
    "connected" INTEGER NOT NULL DEFAULT 0,
    "person_challenged" INTEGER NOT NULL DEFAULT 0,
    "agent_challenged" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "item_day_pkey" PRIMARY KEY ("item_id","day")
);

-- AddForeignKey
ALTER TABLE "item_day" ADD CONSTRAINT "item_day_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "purchase_creator_id_created_at_idx" ON "purchase"("creator_id", "created_at" DESC);
