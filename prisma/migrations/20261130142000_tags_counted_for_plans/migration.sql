-- Just written, and not looked over yet: a list of a tag would be planned as if there were none.
ANALYZE "item_tag";
