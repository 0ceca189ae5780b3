import { notFound } from "next/navigation";

/** A path segment as it was typed; it may arrive percent-encoded. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    notFound();
  }
}

/** The handle in `/@handle`; every other path of that shape does not exist. */
export function handleOf(segment: string): string {
  const text = decodeSegment(segment);
  if (!text.startsWith("@") || text.length < 2) notFound();
  return text.slice(1).toLowerCase();
}
