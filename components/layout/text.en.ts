export const en = {
  title: "Pennypost: publish by the piece, get paid by the penny",
  description:
    "Articles and files sold by the piece for USDC. One price, one signature, straight to the creator. People and agents pay the same URL.",
  skip: "Skip to content",
  main: "Main",
  market: "Market",
  library: "Library",
  sell: "Sell",
  search: "Search the market",
  theme: "Switch between light and dark",
  language: "Language",
  motto: "Publish by the piece. Get paid by the penny.",
  promise:
    "Articles and files at a price you see before you click, paid in USDC from your wallet straight to the one who made them. No account, no subscription.",
  read: "Read",
  yourLibrary: "Your library",
  feed: "Feed of new pieces",
  verify: "Verify a receipt",
  dashboard: "Dashboard",
  publish: "Publish something",
  agents: "Agents and scripts",
  scripts: "How a script buys",
  errors: "Error codes",
  smallPrint:
    "Payments are made on a public chain: anybody can see that a wallet paid a creator, and how much. Sales are final unless the creator refunds. Pennypost holds no money and is not the merchant; each sale is between reader and creator.",
  notFound: {
    name: "Not found",
    title: "Return to sender",
    text: "There is nothing at this address. It may have been mistyped, or the piece may have moved.",
  },
  home: "Pennypost, to the market",
  toMarket: "To the market",
};
