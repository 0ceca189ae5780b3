-- What a scheduled draft lacked is kept as names of its parts, from which each language makes its sentences. `schedule_problem`, the
-- sentences in English, stays for servers of the version before: they read and write it until they are replaced.
ALTER TABLE "item" ADD COLUMN "schedule_missing" TEXT[] DEFAULT ARRAY[]::TEXT[];

UPDATE "item" SET "schedule_missing" = array_remove(ARRAY[
    CASE WHEN "schedule_problem" LIKE '%Give it a title.%' THEN 'title' END,
    CASE WHEN "schedule_problem" LIKE '%Write the paid part%' THEN 'content' END,
    CASE WHEN "schedule_problem" LIKE '%Add at least one file%' THEN 'files' END
  ], NULL)
 WHERE "schedule_problem" IS NOT NULL;
