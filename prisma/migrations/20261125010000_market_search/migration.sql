-- What the market's search looks in: public words only, kept by triggers so that no writer can forget it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- English stems without stop words, and without accents: "the" and "café" are searched for like any other word.
CREATE TEXT SEARCH DICTIONARY pennypost_stem (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION pennypost (COPY = english);
ALTER TEXT SEARCH CONFIGURATION pennypost
  ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, pennypost_stem;

CREATE TABLE "item_search" (
    "item_id" TEXT NOT NULL,
    "document" tsvector NOT NULL,
    "names" TEXT NOT NULL,

    CONSTRAINT "item_search_pkey" PRIMARY KEY ("item_id")
);
CREATE INDEX "item_search_document_idx" ON "item_search" USING GIN ("document");
CREATE INDEX "item_search_names_idx" ON "item_search" USING GIN ("names" gin_trgm_ops);
ALTER TABLE "item_search" ADD CONSTRAINT "item_search_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION refresh_item_search(items text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO item_search (item_id, document, names)
  SELECT i.id,
         setweight(to_tsvector('pennypost', v.title), 'A')
           || setweight(to_tsvector('pennypost', concat_ws(' ', array_to_string(i.tags, ' '), c.display_name, c.handle)), 'B')
           || setweight(to_tsvector('pennypost', v.dek), 'C')
           || setweight(to_tsvector('pennypost', v.preview), 'D'),
         lower(unaccent(concat_ws(E'\n', v.title, v.dek, array_to_string(i.tags, ' '), c.display_name, c.handle)))
    FROM item i JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.published_version_id
   WHERE i.id = ANY(items)
  ON CONFLICT (item_id) DO UPDATE SET document = excluded.document, names = excluded.names;
$$;

CREATE FUNCTION item_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_item_search(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER item_search AFTER INSERT OR UPDATE OF published_version_id, tags ON item
  FOR EACH ROW WHEN (NEW.published_version_id IS NOT NULL) EXECUTE FUNCTION item_changed();

CREATE FUNCTION creator_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_item_search(ARRAY(SELECT id FROM item WHERE creator_id = NEW.id));
  RETURN NULL;
END $$;
CREATE TRIGGER creator_search AFTER UPDATE OF display_name, handle ON creator
  FOR EACH ROW WHEN (NEW.display_name <> OLD.display_name OR NEW.handle <> OLD.handle) EXECUTE FUNCTION creator_changed();

SELECT refresh_item_search(ARRAY(SELECT id FROM item));
