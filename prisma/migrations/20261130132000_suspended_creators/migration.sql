-- A creator whom an operator has suspended sells and publishes nothing.
ALTER TABLE "creator" ADD COLUMN "suspended_at" TIMESTAMPTZ(3), ADD COLUMN "suspension_reason" TEXT, ADD COLUMN "suspension_note" TEXT;

DROP TRIGGER creator_public_change ON creator;
CREATE TRIGGER creator_public_change
  AFTER DELETE OR UPDATE OF handle, display_name, bio, links, avatar_id, pay_to, suspended_at, suspension_reason, suspension_note ON creator
  FOR EACH ROW EXECUTE FUNCTION tell_creator_change();
