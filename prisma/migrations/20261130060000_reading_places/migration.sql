-- How far a wallet has read what it bought, so that another device goes on there.
CREATE TABLE "reading_place" (
    "wallet" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "fraction" REAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reading_place_pkey" PRIMARY KEY ("wallet", "item_id")
);
CREATE INDEX "reading_place_item_id_idx" ON "reading_place"("item_id");
ALTER TABLE "reading_place" ADD CONSTRAINT "reading_place_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
