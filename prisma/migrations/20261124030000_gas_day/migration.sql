-- CreateTable
CREATE TABLE "gas_day" (
    "chain_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "wei" BIGINT NOT NULL,

    CONSTRAINT "gas_day_pkey" PRIMARY KEY ("chain_id","day")
);
