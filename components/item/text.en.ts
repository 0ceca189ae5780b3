export const en = {
  tags: "Tags",
  about: "About the creator",
  whatsInside: "What’s inside",
  whatYouGet: "What you get",
  yours: "Yours",
  boughtOn: (date: string) => `Bought on ${date}`,
  receipt: "Receipt",
  own: { yours: "This is yours", edit: "Edit", asReader: "See it as a reader does" },
  textSize: {
    label: "Text size",
    smaller: "Smaller text",
    larger: "Larger text",
    now: ["Small text", "Normal text", "Large text", "Very large text"],
  },
  continue: "Continue where you stopped",
  printed: {
    rest: (price: string) => `The rest of this piece costs ${price}. It is read at`,
    from: "From",
  },
  noScript: {
    title: (price: string) => `The rest costs ${price} and needs a wallet.`,
    text: "JavaScript is off, so this page cannot ask one. Any x402 client can buy it at this address (it answers 402 with the terms):",
  },
  removed: {
    title: "This piece was taken down",
    text: "Its creator removed it, so it is no longer for sale.",
    yours: "If you bought it, it is still yours: open it from your library.",
    library: "Your library",
    market: "To the market",
  },
  kept: { title: "From your library", gone: "no longer for sale" },
};
