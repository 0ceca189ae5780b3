export const en = {
  demo: "Demo, with test money",
  wallets: "Wallets",
  browserWallet: "Browser wallet",
  demoReader: "Demo reader",
  demoCreator: "Demo creator",
  disclaimer: "Connecting shows your address to this page. Nothing is charged by it.",
};
