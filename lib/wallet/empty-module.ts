// Replaces optional packages of wallet connectors that are not used here (see next.config.ts).
export {};
