// What may be told of an error: its name and its code. Its message may quote a statement, call data or a signature.

export interface NamedError {
  name: string;
  /** As "P2034" or "ECONNRESET"; null where there is none of that form. */
  code: string | null;
}

const CODE = /^[A-Z0-9_]{2,40}$/;
const NAME_MAX = 80;

export function nameError(error: unknown): NamedError {
  if (!(error instanceof Error)) return { name: typeof error, code: null };
  const code = "code" in error ? String(error.code) : "";
  return { name: error.name.slice(0, NAME_MAX), code: CODE.test(code) ? code : null };
}
