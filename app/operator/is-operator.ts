import { cache } from "react";
import { isOperator } from "@/lib/session/operator";
import { currentViewer } from "@/lib/session/session-cookie";

/** Who asks, and whether that is an operator. Each page asks: Next renders it beside the layout, not after it. */
export const readOperator = cache(async () => {
  const viewer = await currentViewer();
  return { isSignedIn: viewer.kind === "person", isOperator: isOperator(viewer) };
});
