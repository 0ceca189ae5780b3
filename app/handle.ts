import { notFound } from "next/navigation";

/** A path segment as it was typed; it may arrive percent-encoded. No name of ours has a NUL, and the database takes none. */
export function decodeSegment(segment: string): string {
  let text = "\0";
  try {
    text = decodeURIComponent(segment);
  } catch {}
  if (text.includes("\0")) notFound();
  return text;
}

/** The handle in `/@handle`; every other path of that shape does not exist. */
export function handleOf(segment: string): string {
  const text = decodeSegment(segment);
  if (!text.startsWith("@") || text.length < 2) notFound();
  return text.slice(1).toLowerCase();
}
