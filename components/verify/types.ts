/** What a receipt is checked with. */
export interface Means {
  /** A node of the chain; "" for none. */
  rpcUrl: string;
  /** The address that must have signed; "" if none was given. */
  signer: string;
  /** The server that named the signer; null for the one at the keyboard. */
  namedBy: string | null;
}
