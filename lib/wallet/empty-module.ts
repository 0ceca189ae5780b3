// Stands in for optional packages that a wallet connector names but never needs here (see next.config.ts).
export {};
