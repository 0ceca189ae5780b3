// What there is to say of a room of lib/.
export interface Room {
  /** Below the repository. */
  folder: string;
  what: string;
  /** Folders and files below lib/ that this room may import, besides its own folder. */
  may: string[];
  /** Packages of the lists below that it may import all the same. */
  packages?: string[];
  /** Imports that are refused although they lie in its own folder or are no package of the lists below. */
  never?: string[];
  /** It makes adapters (`create…` of db, chain and storage). */
  adapters?: true;
  /** Where viem is neither in `packages` nor forbidden, only its pure functions are imported, by name. */
  viemByName?: true;
}
