-- Whose public face has changed is told on a channel once it is committed, so that servers keep nothing that is no longer true.
-- By triggers, like the search: no writer can forget it. Drafts, payments and everything about readers are told to nobody.
CREATE FUNCTION tell_item_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('public_changes', coalesce(NEW.creator_id, OLD.creator_id));
  RETURN NULL;
END $$;
CREATE TRIGGER item_public_change
  AFTER INSERT OR UPDATE OF slug, status, amount, tags, cover_id, cover_alt, removal_reason, published_version_id, published_at ON item
  FOR EACH ROW WHEN (NEW.published_version_id IS NOT NULL) EXECUTE FUNCTION tell_item_change();
CREATE TRIGGER item_public_end AFTER DELETE ON item
  FOR EACH ROW WHEN (OLD.published_version_id IS NOT NULL) EXECUTE FUNCTION tell_item_change();

CREATE FUNCTION tell_creator_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('public_changes', coalesce(NEW.id, OLD.id));
  RETURN NULL;
END $$;
CREATE TRIGGER creator_public_change
  AFTER DELETE OR UPDATE OF handle, display_name, bio, links, avatar_id, pay_to ON creator
  FOR EACH ROW EXECUTE FUNCTION tell_creator_change();

-- What there is to see of a file, and what was found out about it, once readers see the file.
CREATE FUNCTION tell_preview_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('public_changes', i.creator_id)
     FROM version_file vf JOIN item i ON i.published_version_id = vf.version_id
    WHERE vf.file_id = NEW.file_id;
  RETURN NULL;
END $$;
CREATE TRIGGER preview_public_change AFTER INSERT OR UPDATE OF state, is_shown, facts ON file_preview
  FOR EACH ROW EXECUTE FUNCTION tell_preview_change();
