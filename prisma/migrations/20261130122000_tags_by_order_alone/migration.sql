-- What lists of a tag were read from before.
DROP INDEX "item_listed_tags";
