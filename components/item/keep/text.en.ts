export const en = {
  keep: "Keep it on all your devices",
  kept: "In your library",
  waiting: "Waiting for your wallet…",
};
