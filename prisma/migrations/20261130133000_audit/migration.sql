-- What operators did, each in the transaction of the act itself. Rows are added and never changed: not by a role that does not own the table.
CREATE TABLE "audit_entry" (
  "id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "wallet" TEXT,
  "action" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "before" JSONB NOT NULL,
  "after" JSONB NOT NULL,
  "request_id" TEXT,
  CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "audit_entry_size_check" CHECK (
    length("action") <= 60 AND length("subject") <= 200 AND length("request_id") <= 100
    AND octet_length("before"::text) <= 16384 AND octet_length("after"::text) <= 16384)
);
CREATE INDEX "audit_entry_subject_id_idx" ON "audit_entry"("subject", "id" DESC);

CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is not changed: entries are only added' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION keep_audit();
CREATE TRIGGER audit_entry_kept_whole BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
