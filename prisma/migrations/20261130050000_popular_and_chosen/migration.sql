-- Taken at once, and nothing else: what waits for this table meanwhile holds nothing that is wanted below.
LOCK TABLE "item" IN ACCESS EXCLUSIVE MODE;

-- How popular a piece is, as a time in milliseconds of the Unix epoch: that at which one sale would weigh as much as all of its sales do,
-- where a sale of a week ago weighs half of one of today. All weights fade alike, so the order of two pieces changes with their sales
-- alone, and nothing is ever computed anew because time has passed. Being published weighs as much as one sale.
ALTER TABLE "item" ADD COLUMN "popularity" BIGINT NOT NULL DEFAULT 0;

CREATE FUNCTION popularity_with(popularity bigint, sales int, at bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT greatest(popularity, at) + round(604800000 / ln(2::float8) * ln(
           power(2::float8, greatest(-900, (popularity - greatest(popularity, at)) / 604800000.0)::float8)
           + sales * power(2::float8, greatest(-900, (at - greatest(popularity, at)) / 604800000.0)::float8)))::bigint
$$;
CREATE FUNCTION epoch_ms(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT round(extract(epoch FROM at) * 1000)::bigint $$;

CREATE FUNCTION popular_when_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.popularity := greatest(NEW.popularity, epoch_ms(least(NEW.published_at, now())));
  RETURN NEW;
END $$;
CREATE TRIGGER item_popular_when_published BEFORE INSERT OR UPDATE OF published_at ON item
  FOR EACH ROW WHEN (NEW.published_at IS NOT NULL) EXECUTE FUNCTION popular_when_published();

UPDATE "item" SET "popularity" = epoch_ms("published_at") WHERE "published_at" IS NOT NULL;
UPDATE "item" i SET "popularity" = popularity_with(i."popularity", 1, d.popularity)
  FROM (SELECT item_id, epoch_ms(now()) + round(604800000 / ln(2::float8) * ln(sum(
                 (person_sales + agent_sales) * power(2::float8, greatest(-900, (day - now()::date) / 7.0)::float8))))::bigint AS popularity
          FROM item_day WHERE person_sales + agent_sales > 0 GROUP BY 1) AS d
 WHERE d.item_id = i.id;

CREATE INDEX "item_listed_popular" ON "item"("popularity" DESC, "id" DESC) WHERE "status" = 'listed';
CREATE INDEX "item_listed_popular_of_creator" ON "item"("creator_id", "popularity" DESC, "id" DESC) WHERE "status" = 'listed';

-- What the operator has chosen for the front of the market, in order.
CREATE TABLE "featured" (
    "item_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "featured_pkey" PRIMARY KEY ("item_id")
);
ALTER TABLE "featured" ADD CONSTRAINT "featured_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The front is made of the whole market, and told of as a change to that.
CREATE FUNCTION tell_front_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('public_changes', 'featured');
  RETURN NULL;
END $$;
CREATE TRIGGER featured_public_change AFTER INSERT OR UPDATE OR DELETE ON featured
  FOR EACH STATEMENT EXECUTE FUNCTION tell_front_change();
