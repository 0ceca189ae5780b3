-- Creators by the beginnings of the words of their names and handles, with or without accents. Marks are spaces, as in
-- `searchable()`, which an index cannot call.
CREATE FUNCTION name_words(name text, handle text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('simple'::regconfig, regexp_replace(
    regexp_replace(normalize(name || ' ' || handle, NFKD), '[\u0300-\u036f]', '', 'g'),
    '[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\u30fb]', ' ', 'g'))
$$;
CREATE INDEX "creator_words" ON "creator" USING GIN (name_words("display_name", "handle"));
