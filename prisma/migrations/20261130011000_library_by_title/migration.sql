-- A library is listed by title, and searched, by what stands in its own rows: a reader of ten thousand pieces reads no other table for it.
ALTER TABLE "entitlement" ADD COLUMN "title" TEXT NOT NULL DEFAULT '', ADD COLUMN "names" TEXT NOT NULL DEFAULT '';

-- The title that an item has, or had when it was bought; and all that it is searched by.
CREATE FUNCTION library_names(item text, bought text, OUT title text, OUT names text) LANGUAGE sql STABLE AS $$
  SELECT left(lower(unaccent(coalesce(pv.title, v.title, ''))), 200), lower(unaccent(concat_ws(' ', pv.title, v.title, c.display_name, c.handle)))
    FROM item i JOIN creator c ON c.id = i.creator_id
    LEFT JOIN item_version pv ON pv.id = i.published_version_id LEFT JOIN item_version v ON v.id = bought
   WHERE i.id = item
$$;

CREATE FUNCTION name_entitlement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT n.title, n.names INTO NEW.title, NEW.names
    FROM library_names(NEW.item_id, (SELECT version_id FROM purchase WHERE id = NEW.purchase_id)) AS n;
  NEW.title := coalesce(NEW.title, '');
  NEW.names := coalesce(NEW.names, '');
  RETURN NEW;
END $$;
CREATE TRIGGER entitlement_names BEFORE INSERT ON entitlement FOR EACH ROW EXECUTE FUNCTION name_entitlement();

-- Items whose buyers are to read another title or name; a job goes through those, wallet by wallet.
CREATE TABLE "library_due" (
    "item_id" TEXT NOT NULL,
    "after" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "library_due_pkey" PRIMARY KEY ("item_id")
);

CREATE FUNCTION item_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT title FROM item_version WHERE id = OLD.published_version_id) IS DISTINCT FROM
     (SELECT title FROM item_version WHERE id = NEW.published_version_id) THEN
    INSERT INTO library_due (item_id) VALUES (NEW.id) ON CONFLICT (item_id) DO UPDATE SET after = '';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER item_renamed AFTER UPDATE OF published_version_id ON item
  FOR EACH ROW WHEN (OLD.published_version_id IS NOT NULL AND OLD.published_version_id IS DISTINCT FROM NEW.published_version_id)
  EXECUTE FUNCTION item_renamed();

CREATE FUNCTION creator_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO library_due (item_id)
  SELECT i.id FROM item i WHERE i.creator_id = NEW.id AND EXISTS (SELECT FROM entitlement e WHERE e.item_id = i.id) ORDER BY i.id
  ON CONFLICT (item_id) DO UPDATE SET after = '';
  RETURN NULL;
END $$;
CREATE TRIGGER creator_renamed AFTER UPDATE OF display_name, handle ON creator
  FOR EACH ROW WHEN (NEW.display_name <> OLD.display_name OR NEW.handle <> OLD.handle) EXECUTE FUNCTION creator_renamed();

-- Names the rows of up to `most` buyers anew; returns how many there were, and one for an item without any.
CREATE FUNCTION refresh_due_library(most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  due library_due;
  done int;
  last text;
BEGIN
  SELECT * INTO due FROM library_due ORDER BY item_id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN 0; END IF;
  WITH part AS MATERIALIZED (
         SELECT e.id, e.wallet, p.version_id FROM entitlement e JOIN purchase p ON p.id = e.purchase_id
          WHERE e.item_id = due.item_id AND e.wallet > due.after ORDER BY e.wallet LIMIT most),
       named AS (
         UPDATE entitlement e SET title = n.title, names = n.names FROM part, library_names(due.item_id, part.version_id) AS n
          WHERE e.id = part.id AND (e.title, e.names) <> (n.title, n.names))
  SELECT count(*), max(wallet) INTO done, last FROM part;
  IF done < most THEN
    DELETE FROM library_due WHERE item_id = due.item_id;
  ELSE
    UPDATE library_due SET after = last WHERE item_id = due.item_id;
  END IF;
  RETURN greatest(done, 1);
END $$;

UPDATE "entitlement" e SET "title" = n.title, "names" = n.names
  FROM "purchase" p, library_names(p.item_id, p.version_id) AS n WHERE p.id = e.purchase_id;
CREATE INDEX "entitlement_wallet_title_id_idx" ON "entitlement"("wallet", "title", "id");
