-- How far a job has come that goes on where the one before it ended, whichever server that was.
ALTER TABLE "lease" ADD COLUMN "progress" TEXT;
