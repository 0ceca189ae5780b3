-- What each creator and each payer drew of a day's gas, kept as sums: the journal is not added up while keys are locked.
CREATE TABLE "gas_share" (
    "chain_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "subject" TEXT NOT NULL,
    "wei" BIGINT NOT NULL,

    CONSTRAINT "gas_share_pkey" PRIMARY KEY ("chain_id","day","subject")
);

-- Today's, as far as it has come.
INSERT INTO "gas_share"
SELECT p.chain_id, CURRENT_DATE, s.subject, sum(coalesce(a.fee_paid, a.gas_limit * a.max_fee_per_gas, 0))
  FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id, unnest(ARRAY[p.creator_id, p.payer]) AS s (subject)
 WHERE a.created_at >= CURRENT_DATE AND a.relayer IS NOT NULL
 GROUP BY p.chain_id, s.subject;
