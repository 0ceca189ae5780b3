-- Handles that were given up come free in time; those given up before now begin their ninety days.
ALTER TABLE "former_handle" ADD COLUMN "given_up_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
CREATE INDEX "former_handle_given_up_at_idx" ON "former_handle"("given_up_at");

-- What handles have in common that look alike; lookOf of lib/catalog/creators/handle.ts is the same.
CREATE FUNCTION handle_look(handle text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(replace(replace(translate(handle, '01i5-', 'olls'), 'rn', 'm'), 'vv', 'w'), '(.)\1+', '\1', 'g')
$$;
CREATE INDEX "creator_look" ON "creator"(handle_look("handle"));

-- Keys that have ended, and changes of payout that nobody signed, are forgotten.
CREATE INDEX "api_key_expires_at_idx" ON "api_key"("expires_at");
CREATE INDEX "api_key_revoked_at_idx" ON "api_key"("revoked_at");
CREATE INDEX "payout_change_unsigned" ON "payout_change"("expires_at") WHERE "completed_at" IS NULL;
