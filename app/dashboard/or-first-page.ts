// A list whose cursor is not one of ours.
import { redirect } from "next/navigation";
import { Refusal } from "@/lib/kernel/errors";

/** A page of a list; for a cursor that is refused, goes to the first page, at `path`. */
export async function orFirstPage<Page>(page: Promise<Page>, cursor: string | undefined, path: string): Promise<Page> {
  try {
    return await page;
  } catch (error) {
    if (cursor && error instanceof Refusal) redirect(path);
    throw error;
  }
}
