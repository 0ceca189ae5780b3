export type Progress =
  | { step: "table"; name: string; rows: number }
  /** Foreign keys, which look at all rows, and triggers are about to be brought back. */
  | { step: "rules"; count: number }
  | { step: "migrations"; applied: string[] }
  /** `done` of `of` files are there, of which `copied` were missing. */
  | { step: "files"; done: number; of: number; copied: number; bytes: bigint };

export type OnProgress = (progress: Progress) => void;
