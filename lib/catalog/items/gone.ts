// What others are told of a piece that is not there any more: its creator took it down, or an operator hid it.
import { Refusal } from "../../kernel/errors";
import type { ItemStatus, Moderation } from "../codecs";

interface Gone {
  status: ItemStatus;
  /** Empty where it is not known. */
  title: string;
  removalReason: string | null;
  hidden: Moderation | null;
}

const said = (who: string, note: string | null | undefined) => (note ? ` ${who} says: “${note}”` : "");

/** The refusal for a piece that is neither shown nor sold; undefined for any other. */
export function findGone({ status, title, removalReason, hidden }: Gone): Refusal | undefined {
  const what = title ? `“${title}”` : "this piece";
  const yours = "If you bought it, it is still in your library.";
  if (status === "hidden") {
    const why = `${hidden ? ` (${hidden.reason})` : ""}; it cannot be bought now.${said("The operator", hidden?.note)}`;
    return new Refusal("removed", `The operator of this site took ${what} down${why} ${yours}`);
  }
  if (status !== "removed") return undefined;
  const why = `it cannot be bought any more.${said("The creator", removalReason)}`;
  return new Refusal("removed", `The creator took ${what} down; ${why} ${yours}`);
}
