/** Ids of the places of an article's page that its contents go to: from the server, or from the wall once it opens. */
export const slots = { button: "contents-slot", list: "contents-column" } as const;

/** Of the list, which a button opens. */
export const listId = "contents-list";
