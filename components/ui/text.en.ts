export const en = {
  close: "Close",
  copied: "Copied",
  notCopied: "The browser did not allow copying. Select the text instead.",
  optional: "optional",
  owned: (price: string) => `${price}, owned`,
  creatorLinks: "Links",
};
