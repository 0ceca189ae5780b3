CREATE INDEX "tag_total_beginning" ON "tag_total"("tag" text_pattern_ops);
