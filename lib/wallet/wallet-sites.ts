/** Where wallets are had, each from its own makers; their pages choose the extension or the app by themselves. */
export const walletSites = {
  metaMask: "https://metamask.io/download",
  rainbow: "https://rainbow.download",
  coinbase: "https://www.coinbase.com/wallet/downloads",
  trust: "https://trustwallet.com/download",
} as const;
