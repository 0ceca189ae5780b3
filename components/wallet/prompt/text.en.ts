export const en = {
  library: {
    title: "Sign in with the wallet you paid with",
    text: "Your library follows your wallet to any device. One signature proves that it is yours; it costs nothing and moves no money.",
  },
  dashboard: {
    title: "Sign in to sell",
    text: "Your wallet is your account: what readers pay goes straight into it. One signature proves that it is yours; it costs nothing and moves no money.",
  },
  receipt: {
    title: "Sign in to see this receipt",
    text: "A receipt is shown to the wallet that paid and to the creator who was paid. One signature proves which one you are; it costs nothing.",
  },
};
