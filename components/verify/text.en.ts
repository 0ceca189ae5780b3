import type { Check, CheckState } from "@/lib/x402/receipts/receipt-checks";
import type { Verdict } from "@/lib/x402/receipts/verify-receipt";

type Titles = Record<Check["id"], string>;
type Details = Partial<Record<Check["id"], Partial<Record<CheckState, string>>>>;

export const en = {
  title: "Verify a receipt",
  description: "Check a Pennypost receipt against its signatures, the chain and the bytes, in your own browser.",
  intro:
    "Its signatures, the payment on the chain and the bytes that were bought are checked here, in your browser. Nothing is uploaded, and nobody is asked to be believed: the chain is read from a node that you may choose.",
  drop: "Drop a receipt here",
  looking: "Looking at it…",
  theFile: "the file",
  orAll: " or all at once:",
  choose: "Choose a receipt",
  paste: "Paste it instead",
  json: "The receipt’s JSON",
  check: "Check it",
  script: "A script does the same:",
  where: "Your receipts are in your library; “JSON” on a receipt downloads its file, “All receipts” downloads all of them.",
  notRun: "The check could not be run: a file could not be read, or a part of this page did not load.",
  notYours: "That receipt opens only for who paid and who was paid, signed in. Drop its file here instead.",
  conclusions: {
    valid: { title: "This receipt is valid", text: "Its signatures, the payment and the content hold." },
    invalid: { title: "This receipt is not valid", text: "At least one thing does not hold. Do not rely on any of it." },
    incomplete: {
      title: "Not everything could be checked",
      text: "Nothing is wrong with what was looked at, but something that counts was not.",
    },
  } satisfies Record<Verdict["state"], object>,
  withoutContent: "Its signatures and the payment hold. The content was not compared.",
  checking: "Checking…",
  checked: "Checked just now",
  checks: "Checks",
  back: "Back to the list",
  another: "Verify another receipt",
  says: "What it says",
  paid: "Paid",
  saysPaid: "It says that this was paid:",
  shop: "Shop",
  item: "Item",
  what: (item: string, kind: "article" | "file", revision: number) =>
    `${item}, ${kind === "article" ? "article" : "files"}, revision ${revision}`,
  from: "From",
  to: "To",
  receipt: "Receipt",
  marks: { passed: "Passed", failed: "Failed", skipped: "Not checked" } satisfies Record<CheckState, string>,
  /** What the verifier itself says is English: other languages have their own words by check, where there are any. */
  titles: null as Titles | null,
  details: {} as Details,
  means: "Checked with",
  node: "Node of the chain",
  nodeHint: "Asked by your browser, and by nobody in between. Any node of the same chain will do.",
  key: "Key that must have signed",
  keyNamed: (by: string) => `Named by ${by}. Better is the one you kept when you bought.`,
  keyHint: "The address that the shop names at /.well-known/pennypost.json.",
  keyForm: "0x and 40 hex digits",
  content: "Content",
  contentOf: (kind: "article" | "file") => `optional: ${kind === "article" ? "the article’s Markdown" : "one file or several"}`,
  chooseContent: "Choose content",
  chooseOther: "Choose other content",
  again: "Check again",
};
