import { formatDuration } from "../../format/format";
import { formatCount } from "../../format/format-number";

export const en = {
  lookInside: "A look inside",
  begins: "How it begins",
  listen: (name: string) => `Listen to the beginning of ${name}`,
  watch: (name: string) => `Watch the beginning of ${name}`,
  picture: (name: string) => `${name}, small and watermarked; larger in a new tab`,
  page: (number: number, name: string) => `Page ${number} of ${name}, larger in a new tab`,
  firstRows: (name: string) => `The first rows of ${name}`,
  pages(shown: number, total: number | undefined): string {
    const which = shown === 1 ? "Page 1" : `Pages 1–${shown}`;
    return total ? `${which} of ${total.toLocaleString("en-US")}` : which;
  },
  seconds(shown: number, totalMs: number | undefined): string {
    const which = `The first ${formatCount(shown, "second")}`;
    return totalMs ? `${which} of ${formatDuration(totalMs)}` : which;
  },
  rows(shown: number, total: number | undefined): string {
    const which = shown === 1 ? "The first row" : `The first ${shown} rows`;
    return total ? `${which} of ${total.toLocaleString("en-US")}` : which;
  },
};
