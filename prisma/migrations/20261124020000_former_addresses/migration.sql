-- CreateTable
CREATE TABLE "former_handle" (
    "handle" TEXT NOT NULL,
    "creator_id" TEXT NOT NULL,

    CONSTRAINT "former_handle_pkey" PRIMARY KEY ("handle")
);

-- CreateTable
CREATE TABLE "former_slug" (
    "creator_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,

    CONSTRAINT "former_slug_pkey" PRIMARY KEY ("creator_id","slug")
);

-- CreateIndex
CREATE INDEX "former_handle_creator_id_idx" ON "former_handle"("creator_id");

-- CreateIndex
CREATE INDEX "former_slug_item_id_idx" ON "former_slug"("item_id");

-- AddForeignKey
ALTER TABLE "former_handle" ADD CONSTRAINT "former_handle_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_slug" ADD CONSTRAINT "former_slug_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
