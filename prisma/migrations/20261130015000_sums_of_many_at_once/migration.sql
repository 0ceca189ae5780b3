-- What goes in one statement is taken off its creators' sums at once, and theirs in one order: two that delete never wait for each other in
-- a circle, and thousands of files of a creator write their sum once. So are changed texts; what comes, comes one by one.
CREATE FUNCTION take_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'upload' THEN
      PERFORM store_bytes(creator_id, 0, -bytes) FROM (
        SELECT creator_id, sum(bytes)::bigint AS bytes FROM old_rows WHERE file_id IS NULL GROUP BY creator_id ORDER BY creator_id) AS gone;
    WHEN 'file' THEN
      PERFORM store_bytes(creator_id, 0, -bytes) FROM (
        SELECT i.creator_id, sum(o.bytes)::bigint AS bytes FROM old_rows o JOIN item i ON i.id = o.item_id
         GROUP BY i.creator_id ORDER BY i.creator_id) AS gone;
    WHEN 'item_version' THEN
      PERFORM store_bytes(creator_id, -bytes, 0) FROM (
        SELECT i.creator_id, sum(octet_length(o.content) + octet_length(o.preview))::bigint AS bytes
          FROM old_rows o JOIN item i ON i.id = o.item_id GROUP BY i.creator_id ORDER BY i.creator_id) AS gone;
  END CASE;
  RETURN NULL;
END $$;

CREATE FUNCTION change_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM store_bytes(creator_id, bytes, 0) FROM (
    SELECT i.creator_id,
           sum(octet_length(n.content) + octet_length(n.preview) - octet_length(o.content) - octet_length(o.preview))::bigint AS bytes
      FROM new_rows n JOIN old_rows o ON o.id = n.id JOIN item i ON i.id = n.item_id GROUP BY i.creator_id ORDER BY i.creator_id) AS changed;
  RETURN NULL;
END $$;

LOCK TABLE "item_version", "file", "upload" IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER version_stored ON item_version;
CREATE TRIGGER version_stored AFTER INSERT ON item_version FOR EACH ROW EXECUTE FUNCTION version_stored();
CREATE TRIGGER version_changed AFTER UPDATE ON item_version REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION change_texts();
CREATE TRIGGER version_gone AFTER DELETE ON item_version REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION take_bytes();

DROP TRIGGER file_stored ON file;
CREATE TRIGGER file_stored AFTER INSERT OR UPDATE OF bytes ON file FOR EACH ROW EXECUTE FUNCTION file_stored();
CREATE TRIGGER file_gone AFTER DELETE ON file REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION take_bytes();

DROP TRIGGER upload_stored ON upload;
CREATE TRIGGER upload_stored AFTER INSERT OR UPDATE OF bytes, file_id ON upload FOR EACH ROW EXECUTE FUNCTION upload_stored();
CREATE TRIGGER upload_gone AFTER DELETE ON upload REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION take_bytes();
