import { useEffect, useState } from "react";
import { type Head, readHead } from "./read-head";

/** The text that has been read; "failed" if it could not be. */
export function useHead(url: string, bytesMax: number, bytes: string): Head | "failed" | null {
  const [head, setHead] = useState<Head | "failed" | null>(null);
  useEffect(() => {
    let gone = false;
    const show = (read: Head | "failed") => gone || setHead(read);
    readHead(url, bytesMax, Number(bytes)).then(show, () => show("failed"));
    return () => {
      gone = true;
    };
  }, [url, bytesMax, bytes]);
  return head;
}
