// Whether a handle can be had, and one that can, before it is asked for. Saving decides: what is free now may be gone then.
import slugify from "@sindresorhus/slugify";
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import { type FieldIssue, fieldIssuesOf } from "../../kernel/field-issues";
import type { HandleCheck } from "./codecs";
import { handleReserved, handleSchema, looksReserved } from "./handle";
import { selectStandings } from "./handle-queries";
import type { HandleCheckQuery } from "./schemas";

const LENGTH_MIN = 3;
const LENGTH_MAX = 30;
/** Suggestions that are tried: the name itself, and what tells it from others. */
const endings = ["", "-writes", "-2", "-3", "-4", "-5", "-6", "-7"];

/** In a–z: "Nora Pelling" becomes "nora-pelling"; undefined for a name that cannot be written so, as in Japanese. */
function baseOf(name: string): string | undefined {
  const base = slugify(name, { decamelize: false });
  return base.length >= LENGTH_MIN ? base : undefined;
}

const candidatesOf = (base: string) =>
  endings
    .map((ending) => `${base.slice(0, LENGTH_MAX - ending.length).replace(/-+$/, "")}${ending}`)
    .filter((handle) => handleSchema.safeParse(handle).success && !looksReserved(handle));

const issue = (code: FieldIssue["code"], message: string): FieldIssue => ({ path: "handle", code, message });

/** `handle`: what is typed. `name`: what a suggestion is made from where no handle is; a taken handle gives its own. */
export async function checkHandle({ db }: { db: Db }, wallet: Address, { handle, name }: HandleCheckQuery): Promise<HandleCheck> {
  const parsed = handle === undefined ? undefined : handleSchema.safeParse(handle);
  const asked = parsed?.success ? parsed.data : undefined;
  const base = baseOf(asked ?? handle ?? name ?? "");
  const candidates = base === undefined ? [] : candidatesOf(base);
  const standings = await selectStandings(db, wallet, [...new Set([...(asked ? [asked] : []), ...candidates])]);
  const standing = standings.find((row) => row.handle === asked);
  const free = new Set(standings.filter(({ isTaken }) => !isTaken).map((row) => row.handle));
  const problem = (): FieldIssue | null => {
    if (!parsed) return null;
    if (!parsed.success) return { ...(fieldIssuesOf(parsed.error)[0] as FieldIssue), path: "handle" };
    if (standing?.isOwn) return null;
    if (looksReserved(parsed.data)) return issue("reserved", handleReserved.error);
    return standing?.isTaken ? issue("taken", "This handle is taken.") : null;
  };
  const found = problem();
  const suggestion = candidates.find((candidate) => free.has(candidate) && candidate !== asked) ?? null;
  return { handle: asked ?? null, problem: found, suggestion: parsed && !found ? null : suggestion };
}
