-- What a creator's texts, files and unfinished uploads take, kept and not added up for each version and upload. Texts count as they are written.
CREATE TABLE "creator_storage" (
    "creator_id" TEXT NOT NULL,
    "text_bytes" BIGINT NOT NULL DEFAULT 0,
    "file_bytes" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "creator_storage_pkey" PRIMARY KEY ("creator_id")
);
ALTER TABLE "creator_storage" ADD CONSTRAINT "creator_storage_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

LOCK TABLE "item_version", "file", "upload" IN SHARE ROW EXCLUSIVE MODE;

CREATE FUNCTION store_bytes(creator text, texts bigint, files bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO creator_storage AS s (creator_id, text_bytes, file_bytes)
  SELECT creator, texts, files WHERE creator IS NOT NULL AND (texts <> 0 OR files <> 0)
  ON CONFLICT (creator_id) DO UPDATE SET text_bytes = s.text_bytes + excluded.text_bytes, file_bytes = s.file_bytes + excluded.file_bytes
$$;

CREATE FUNCTION version_stored() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bytes bigint := 0;
BEGIN
  IF TG_OP <> 'DELETE' THEN bytes := octet_length(NEW.content) + octet_length(NEW.preview); END IF;
  IF TG_OP <> 'INSERT' THEN bytes := bytes - octet_length(OLD.content) - octet_length(OLD.preview); END IF;
  PERFORM store_bytes((SELECT creator_id FROM item WHERE id = coalesce(NEW.item_id, OLD.item_id)), bytes, 0);
  RETURN NULL;
END $$;
CREATE TRIGGER version_stored AFTER INSERT OR DELETE OR UPDATE OF content, preview ON item_version FOR EACH ROW EXECUTE FUNCTION version_stored();

CREATE FUNCTION file_stored() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM store_bytes((SELECT creator_id FROM item WHERE id = coalesce(NEW.item_id, OLD.item_id)), 0, coalesce(NEW.bytes, 0) - coalesce(OLD.bytes, 0));
  RETURN NULL;
END $$;
CREATE TRIGGER file_stored AFTER INSERT OR DELETE OR UPDATE OF bytes ON file FOR EACH ROW EXECUTE FUNCTION file_stored();

-- One that became a file counts as that.
CREATE FUNCTION upload_stored() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM store_bytes(coalesce(NEW.creator_id, OLD.creator_id), 0,
    CASE WHEN NEW.file_id IS NULL THEN coalesce(NEW.bytes, 0) ELSE 0 END - CASE WHEN OLD.file_id IS NULL THEN coalesce(OLD.bytes, 0) ELSE 0 END);
  RETURN NULL;
END $$;
CREATE TRIGGER upload_stored AFTER INSERT OR DELETE OR UPDATE OF bytes, file_id ON upload FOR EACH ROW EXECUTE FUNCTION upload_stored();

INSERT INTO "creator_storage" (creator_id, text_bytes, file_bytes)
SELECT c.id,
       coalesce((SELECT sum(octet_length(v.content) + octet_length(v.preview)) FROM item i JOIN item_version v ON v.item_id = i.id WHERE i.creator_id = c.id), 0),
       coalesce((SELECT sum(f.bytes) FROM item i JOIN file f ON f.item_id = i.id WHERE i.creator_id = c.id), 0)
         + coalesce((SELECT sum(u.bytes) FROM upload u WHERE u.creator_id = c.id AND u.file_id IS NULL), 0)
  FROM creator c;
