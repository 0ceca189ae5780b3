-- A picture has a tombstone from the moment it is stored: its week begins anew when its row goes.
CREATE OR REPLACE FUNCTION bury_stored_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO storage_tombstone (storage_key) VALUES (OLD.storage_key)
  ON CONFLICT (storage_key) DO UPDATE SET due_at = excluded.due_at;
  RETURN NULL;
END $$;

-- In the order in which visits and final sales lock the two tables, so that none waits for another in a circle: a statement's own
-- insert comes first, and those in its WITH after it.
CREATE OR REPLACE FUNCTION sum_late_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sold settlement%ROWTYPE;
  person integer := (NEW.payer_kind = 'person')::int;
BEGIN
  -- Locked, so that a settlement which becomes final at this moment counts the delivery once.
  SELECT * INTO sold FROM settlement WHERE purchase_id = NEW.id FOR SHARE;
  IF sold.finalized_at IS NOT NULL THEN
    UPDATE creator_day SET person_delivered = person_delivered + person, agent_delivered = agent_delivered + 1 - person
     WHERE creator_id = sold.creator_id AND day = (sold.settled_at AT TIME ZONE 'UTC')::date;
    UPDATE item_day SET person_delivered = person_delivered + person, agent_delivered = agent_delivered + 1 - person
     WHERE item_id = sold.item_id AND day = (sold.settled_at AT TIME ZONE 'UTC')::date;
  END IF;
  RETURN NULL;
END $$;
