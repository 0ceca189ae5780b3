import { formatNumber } from "@/components/format/format-number";

export const en = {
  checking: "Checking…",
  checked: "Checked just now",
  progress: (done: number, count: number) => `${formatNumber(done)} of ${formatNumber(count)} checked`,
  opening: "Opening the archive…",
  valid: {
    title: (count: number) => (count === 1 ? "The receipt in it is valid" : `All ${formatNumber(count)} receipts are valid`),
    text: "Their signatures and the payments hold. The content was not compared.",
  },
  invalid: {
    title: (bad: number, count: number) =>
      `${formatNumber(bad)} of ${formatNumber(count)} ${count === 1 ? "receipt" : "receipts"} ${bad === 1 ? "is" : "are"} not valid`,
    text: "At least one thing does not hold in what is marked red. Do not rely on any of it.",
  },
  incomplete: {
    title: (open: number, count: number) =>
      `${formatNumber(open)} of ${formatNumber(count)} ${count === 1 ? "receipt" : "receipts"} could not be checked in full`,
    text: "Nothing is wrong with what was looked at, but something that counts was not.",
  },
  list: "Receipts",
  states: { valid: "Valid", invalid: "Not valid", incomplete: "Not checked in full" },
  version: (item: string, version: number) => `${item}, version ${version}`,
  closer: "Look closer",
  closerAt: (name: string) => `Look closer at ${name}`,
  leftOut: (count: number) =>
    count === 1
      ? "Another file in the archive is no receipt."
      : `${formatNumber(count)} other files in the archive are no receipts.`,
  notZip: "This ZIP archive cannot be read: it is damaged, or none. Download it again from your library.",
  noReceipts: "There is no receipt in this ZIP archive. “All receipts” in your library downloads one that holds them.",
  another: "Verify other receipts",
};
