-- What came to nothing of a payer, and what is under way, is asked for with each payment that is shown; who has bought ten thousand pieces
-- had all of these read for it.
CREATE INDEX "purchase_unpaid_of_payer" ON "purchase"("payer") WHERE "state" <> 'confirmed';
