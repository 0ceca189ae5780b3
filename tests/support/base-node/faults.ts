// Connections that break or hang, and answers that are none: a gateway's error page, JSON that ends too soon.
import { HttpAnswer } from "./refusal";
import type { Fault } from "./traits";

/** What comes in place of a result; "hang" and "reset" are no answers at all. */
export function faultyAnswer(kind: Fault["kind"]): HttpAnswer | "hang" | "reset" {
  switch (kind) {
    case "hang":
    case "reset":
      return kind;
    case "html 502":
      return new HttpAnswer(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>");
    case "garbage":
      return new HttpAnswer(200, "application/json", '{"jsonrpc":"2.0","result":');
  }
}

/** Whether it befalls this call. */
export function isStruck(fault: Fault | null, method: string, random: () => number): fault is Fault {
  return fault !== null && (fault.methods?.includes(method) ?? true) && random() < fault.share;
}
