-- The oldest migration that a server must know in order to serve from this database. A migration that takes away what older servers use
-- raises it in the same transaction: UPDATE schema_floor SET migration = '…'.
CREATE TABLE "schema_floor" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "migration" TEXT NOT NULL,

    CONSTRAINT "schema_floor_pkey" PRIMARY KEY ("only"),
    CONSTRAINT "schema_floor_only" CHECK ("only")
);

INSERT INTO "schema_floor" ("migration") VALUES ('20261130140000_schema_floor');
