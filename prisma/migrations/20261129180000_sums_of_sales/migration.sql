-- Sums of sales whose blocks are final, so that no page adds up what was ever sold. What is not final yet is a few minutes' worth, read
-- from its settlements; only that can still leave the chain. The sums are written with the statement that makes a settlement final, by
-- one process, so that buyers who pay at once never wait for each other's sums.
ALTER TABLE "item_day"
    ADD COLUMN "amount" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "person_sales" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "agent_sales" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "person_delivered" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "agent_delivered" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "creator_day" (
    "creator_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "viewed" INTEGER NOT NULL DEFAULT 0,
    "reached_wall" INTEGER NOT NULL DEFAULT 0,
    "connected" INTEGER NOT NULL DEFAULT 0,
    "person_challenged" INTEGER NOT NULL DEFAULT 0,
    "agent_challenged" INTEGER NOT NULL DEFAULT 0,
    "amount" BIGINT NOT NULL DEFAULT 0,
    "person_sales" INTEGER NOT NULL DEFAULT 0,
    "agent_sales" INTEGER NOT NULL DEFAULT 0,
    "person_delivered" INTEGER NOT NULL DEFAULT 0,
    "agent_delivered" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "creator_day_pkey" PRIMARY KEY ("creator_id", "day")
);
ALTER TABLE "creator_day" ADD CONSTRAINT "creator_day_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "creator_total" (
    "creator_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "sales" INTEGER NOT NULL,
    "buyers" INTEGER NOT NULL,

    CONSTRAINT "creator_total_pkey" PRIMARY KEY ("creator_id")
);
ALTER TABLE "creator_total" ADD CONSTRAINT "creator_total_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "creator_buyer" (
    "creator_id" TEXT NOT NULL,
    "wallet" TEXT NOT NULL,
    "sales" INTEGER NOT NULL,

    CONSTRAINT "creator_buyer_pkey" PRIMARY KEY ("creator_id", "wallet")
);
ALTER TABLE "creator_buyer" ADD CONSTRAINT "creator_buyer_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "item_total" (
    "item_id" TEXT NOT NULL,
    "creator_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "sales" INTEGER NOT NULL,

    CONSTRAINT "item_total_pkey" PRIMARY KEY ("item_id")
);
ALTER TABLE "item_total" ADD CONSTRAINT "item_total_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "item_total_creator_id_amount_item_id_idx" ON "item_total"("creator_id", "amount" DESC, "item_id");

-- What is read beside the sums.
CREATE INDEX "settlement_unfinal" ON "settlement"("creator_id") WHERE "finalized_at" IS NULL;
CREATE INDEX "purchase_unpaid" ON "purchase"("creator_id", "created_at") WHERE "state" <> 'confirmed';

-- Adds sales to every sum (`sign` 1) or takes them back (-1). Rows are written in the order of their keys: two that add never deadlock.
CREATE FUNCTION sum_sales(sign integer, purchase_ids text[], creator_ids text[], item_ids text[], amounts bigint[], days date[])
RETURNS void LANGUAGE sql AS $$
  WITH sale AS (
    SELECT c.creator_id, c.item_id, c.day, p.payer, c.amount * sign AS amount,
           sign * (p.payer_kind = 'person')::int AS person, sign * (p.payer_kind = 'agent')::int AS agent,
           sign * (p.payer_kind = 'person' AND p.delivered_at IS NOT NULL)::int AS person_delivered,
           sign * (p.payer_kind = 'agent' AND p.delivered_at IS NOT NULL)::int AS agent_delivered
      FROM unnest(purchase_ids, creator_ids, item_ids, amounts, days) AS c(purchase_id, creator_id, item_id, amount, day)
      JOIN purchase p ON p.id = c.purchase_id
  ), item_days AS (
    INSERT INTO item_day AS d (item_id, day, amount, person_sales, agent_sales, person_delivered, agent_delivered)
    SELECT item_id, day, sum(amount)::bigint, sum(person)::int, sum(agent)::int, sum(person_delivered)::int, sum(agent_delivered)::int
      FROM sale GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (item_id, day) DO UPDATE SET amount = d.amount + excluded.amount,
      person_sales = d.person_sales + excluded.person_sales, agent_sales = d.agent_sales + excluded.agent_sales,
      person_delivered = d.person_delivered + excluded.person_delivered, agent_delivered = d.agent_delivered + excluded.agent_delivered
  ), creator_days AS (
    INSERT INTO creator_day AS d (creator_id, day, amount, person_sales, agent_sales, person_delivered, agent_delivered)
    SELECT creator_id, day, sum(amount)::bigint, sum(person)::int, sum(agent)::int, sum(person_delivered)::int, sum(agent_delivered)::int
      FROM sale GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (creator_id, day) DO UPDATE SET amount = d.amount + excluded.amount,
      person_sales = d.person_sales + excluded.person_sales, agent_sales = d.agent_sales + excluded.agent_sales,
      person_delivered = d.person_delivered + excluded.person_delivered, agent_delivered = d.agent_delivered + excluded.agent_delivered
  ), item_totals AS (
    INSERT INTO item_total AS t (item_id, creator_id, amount, sales)
    SELECT item_id, creator_id, sum(amount)::bigint, sum(person + agent)::int FROM sale GROUP BY 1, 2 ORDER BY 1
    ON CONFLICT (item_id) DO UPDATE SET amount = t.amount + excluded.amount, sales = t.sales + excluded.sales
  ), bought AS (
    SELECT creator_id, payer, sum(person + agent)::int AS sales FROM sale GROUP BY 1, 2
  ), buyer AS (
    INSERT INTO creator_buyer AS b (creator_id, wallet, sales) SELECT creator_id, payer, sales FROM bought ORDER BY 1, 2
    ON CONFLICT (creator_id, wallet) DO UPDATE SET sales = b.sales + excluded.sales
    RETURNING creator_id, wallet, sales
  )
  INSERT INTO creator_total AS t (creator_id, amount, sales, buyers)
  SELECT s.creator_id, s.amount, s.sales, b.buyers
    FROM (SELECT creator_id, sum(amount)::bigint AS amount, sum(person + agent)::int AS sales FROM sale GROUP BY 1) s
    JOIN (SELECT after.creator_id, sum((after.sales > 0)::int - (after.sales - bought.sales > 0)::int)::int AS buyers
            FROM buyer after JOIN bought ON bought.creator_id = after.creator_id AND bought.payer = after.wallet GROUP BY 1) b
      ON b.creator_id = s.creator_id
   ORDER BY 1
  ON CONFLICT (creator_id) DO UPDATE SET amount = t.amount + excluded.amount, sales = t.sales + excluded.sales, buyers = t.buyers + excluded.buyers
$$;

-- By triggers, whoever writes: what becomes final is added, and a final row that goes or changes is taken back.
CREATE FUNCTION sum_new_settlements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM sum_sales(1, array_agg(purchase_id), array_agg(creator_id), array_agg(item_id), array_agg(amount),
                    array_agg((settled_at AT TIME ZONE 'UTC')::date))
     FROM new_rows WHERE finalized_at IS NOT NULL HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION sum_old_settlements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM sum_sales(-1, array_agg(purchase_id), array_agg(creator_id), array_agg(item_id), array_agg(amount),
                    array_agg((settled_at AT TIME ZONE 'UTC')::date))
     FROM old_rows WHERE finalized_at IS NOT NULL HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER settlement_sums_of_new AFTER INSERT ON settlement REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION sum_new_settlements();
CREATE TRIGGER settlement_sums_of_gone AFTER DELETE ON settlement REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION sum_old_settlements();
CREATE TRIGGER settlement_sums_before AFTER UPDATE ON settlement REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION sum_old_settlements();
CREATE TRIGGER settlement_sums_since AFTER UPDATE ON settlement REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION sum_new_settlements();

-- A delivery after the block was final.
CREATE FUNCTION sum_late_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sold settlement%ROWTYPE;
  person integer := (NEW.payer_kind = 'person')::int;
BEGIN
  -- Locked, so that a settlement which becomes final at this moment counts the delivery once.
  SELECT * INTO sold FROM settlement WHERE purchase_id = NEW.id FOR SHARE;
  IF sold.finalized_at IS NOT NULL THEN
    UPDATE item_day SET person_delivered = person_delivered + person, agent_delivered = agent_delivered + 1 - person
     WHERE item_id = sold.item_id AND day = (sold.settled_at AT TIME ZONE 'UTC')::date;
    UPDATE creator_day SET person_delivered = person_delivered + person, agent_delivered = agent_delivered + 1 - person
     WHERE creator_id = sold.creator_id AND day = (sold.settled_at AT TIME ZONE 'UTC')::date;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER purchase_late_delivery AFTER UPDATE OF delivered_at ON purchase
  FOR EACH ROW WHEN (OLD.delivered_at IS NULL AND NEW.delivered_at IS NOT NULL) EXECUTE FUNCTION sum_late_delivery();

-- What there is.
INSERT INTO creator_day (creator_id, day, viewed, reached_wall, connected, person_challenged, agent_challenged)
SELECT i.creator_id, d.day, sum(d.viewed), sum(d.reached_wall), sum(d.connected), sum(d.person_challenged), sum(d.agent_challenged)
  FROM item_day d JOIN item i ON i.id = d.item_id GROUP BY 1, 2;
SELECT sum_sales(1, array_agg(purchase_id), array_agg(creator_id), array_agg(item_id), array_agg(amount),
                 array_agg((settled_at AT TIME ZONE 'UTC')::date))
  FROM settlement WHERE finalized_at IS NOT NULL GROUP BY creator_id;
