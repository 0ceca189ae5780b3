-- The rows that name a version's pictures take room as its texts do: some 400 bytes each, with their indexes, for 72 of a text.
LOCK TABLE "version_picture" IN SHARE ROW EXCLUSIVE MODE;

CREATE FUNCTION names_stored() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM store_bytes(creator_id, CASE TG_OP WHEN 'INSERT' THEN bytes ELSE -bytes END, 0) FROM (
    SELECT i.creator_id, 400 * count(*) AS bytes FROM changed n JOIN item i ON i.id = n.item_id
     GROUP BY i.creator_id ORDER BY i.creator_id) AS sums;
  RETURN NULL;
END $$;
CREATE TRIGGER names_stored AFTER INSERT ON version_picture REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION names_stored();
CREATE TRIGGER names_gone AFTER DELETE ON version_picture REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION names_stored();

SELECT store_bytes(i.creator_id, 400 * count(*), 0) FROM version_picture n JOIN item i ON i.id = n.item_id GROUP BY i.creator_id;
