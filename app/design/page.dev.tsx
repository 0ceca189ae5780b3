import type { Metadata } from "next";
import { DesignView } from "@/components/design/design-view";

export const metadata: Metadata = { title: "Design", robots: { index: false } };

/** Every component in every state, for those who work on them. Only in development: no production build takes a `page.dev.tsx` for a page. */
export default function DesignPage() {
  return <DesignView />;
}
