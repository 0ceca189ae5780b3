-- What an operator has hidden: it is neither shown nor sold, until it is restored to what it was.
ALTER TYPE "item_status" ADD VALUE 'hidden';
