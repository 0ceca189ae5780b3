// A page of about so many bytes: Next writes what stands on it a second time, for the browser's React.
import type { ReactNode } from "react";

export const dynamic = "force-dynamic";

export default async function Page({ params }: { params: Promise<{ bytes: string }> }): Promise<ReactNode> {
  return <p>{"word ".repeat(Number((await params).bytes) / 10)}</p>;
}
