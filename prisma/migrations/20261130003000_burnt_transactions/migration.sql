-- Since when payments of a chain share no transactions: one that failed in others' company, for no fault of its own, was sent alone then.
ALTER TABLE "relayer" ADD COLUMN "burnt_at" TIMESTAMPTZ(3);
