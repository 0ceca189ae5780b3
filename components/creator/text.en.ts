export const en = {
  since: (date: string) => `here since ${date}`,
  paidAt: "paid at",
  feed: "Feed",
  pieces: "Pieces",
  pages: "Pages",
  first: "Back to the first",
  next: "More pieces",
  empty: {
    title: "Nothing published yet",
    text: (name: string) => `${name} has not put anything up for sale so far.`,
    action: "To the market",
  },
};
