import { pitch } from "@/lib/social-picture/perforated-path";

/** Advance widths of the tabular figures, in em. */
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter === "." || letter === "," ? 0.26 : 0.5), 0);

/** How many teeth wide a stamp is that carries these figures, `size` units high each, with `around` units of paper beside them. */
export const columnsFor = (text: string, size: number, around: number) => Math.ceil((widthOf(text) * size + around) / pitch);
