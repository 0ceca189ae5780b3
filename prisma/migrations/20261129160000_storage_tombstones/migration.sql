-- Whose stored files these are: a store that carries another shop's id is left alone.
CREATE TABLE "shop" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "is_only" BOOLEAN NOT NULL DEFAULT true CHECK ("is_only"),

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "shop_is_only_key" ON "shop"("is_only");
INSERT INTO "shop" DEFAULT VALUES;

-- Keys of stored bytes that no row names any more, removed once they are due. A store is never searched for what could go: a database
-- that is empty, wrong or half restored names nothing.
CREATE TABLE "storage_tombstone" (
    "storage_key" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now() + interval '7 days',

    CONSTRAINT "storage_tombstone_pkey" PRIMARY KEY ("storage_key")
);
CREATE INDEX "storage_tombstone_due_at_idx" ON "storage_tombstone"("due_at");

-- By triggers: no writer can forget it, and what cascades is seen as well.
CREATE FUNCTION bury_stored_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO storage_tombstone (storage_key) VALUES (OLD.storage_key) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER file_bytes AFTER DELETE ON file FOR EACH ROW EXECUTE FUNCTION bury_stored_bytes();
CREATE TRIGGER picture_bytes AFTER DELETE ON picture_size FOR EACH ROW EXECUTE FUNCTION bury_stored_bytes();
-- An upload that became a file has left its bytes to it.
CREATE TRIGGER upload_bytes AFTER DELETE ON upload FOR EACH ROW WHEN (OLD.file_id IS NULL) EXECUTE FUNCTION bury_stored_bytes();
