export const en = {
  title: "This page could not be put together",
  text: "Something went wrong on our side. No money was moved by it, and what you own is still yours.",
  retry: "Try again",
  toMarket: "To the market",
};
