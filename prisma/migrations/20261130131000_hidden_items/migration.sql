-- Why an item is hidden, and what it was before.
CREATE TABLE "hidden_item" (
  "item_id" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "status_before" "item_status" NOT NULL,
  "with_creator" BOOLEAN NOT NULL DEFAULT false,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "hidden_item_pkey" PRIMARY KEY ("item_id"),
  CONSTRAINT "hidden_item_note_check" CHECK (length("note") <= 500)
);
ALTER TABLE "hidden_item" ADD CONSTRAINT "hidden_item_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
