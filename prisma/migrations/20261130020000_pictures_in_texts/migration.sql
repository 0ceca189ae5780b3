-- Pictures in the texts of an item, named there by the SHA-256 of their bytes.
CREATE TABLE "item_picture" (
    "item_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "source_sha256" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_picture_pkey" PRIMARY KEY ("item_id", "sha256")
);
CREATE INDEX "item_picture_item_id_source_sha256_idx" ON "item_picture"("item_id", "source_sha256");
ALTER TABLE "item_picture" ADD CONSTRAINT "item_picture_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "item_picture_size" (
    "item_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,

    CONSTRAINT "item_picture_size_pkey" PRIMARY KEY ("item_id", "sha256", "width")
);
CREATE UNIQUE INDEX "item_picture_size_storage_key_key" ON "item_picture_size"("storage_key");
ALTER TABLE "item_picture_size" ADD CONSTRAINT "item_picture_size_item_id_sha256_fkey" FOREIGN KEY ("item_id", "sha256") REFERENCES "item_picture"("item_id", "sha256") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER item_picture_bytes AFTER DELETE ON item_picture_size FOR EACH ROW EXECUTE FUNCTION bury_stored_bytes();

-- They count in their creator's quota.
CREATE FUNCTION picture_stored() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM store_bytes((SELECT creator_id FROM item WHERE id = NEW.item_id), 0, NEW.bytes);
  RETURN NULL;
END $$;
CREATE TRIGGER picture_stored AFTER INSERT ON item_picture_size FOR EACH ROW EXECUTE FUNCTION picture_stored();

CREATE FUNCTION take_picture_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM store_bytes(creator_id, 0, -bytes) FROM (
    SELECT i.creator_id, sum(o.bytes)::bigint AS bytes FROM old_rows o JOIN item i ON i.id = o.item_id
     GROUP BY i.creator_id ORDER BY i.creator_id) AS gone;
  RETURN NULL;
END $$;
CREATE TRIGGER picture_gone AFTER DELETE ON item_picture_size REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION take_picture_bytes();
