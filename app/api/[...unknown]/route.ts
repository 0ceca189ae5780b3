// What no route answers: a problem that a program can read, not a page.

import { Refusal } from "@/lib/kernel/errors";
import { toProblem } from "@/lib/route";

function unknown(): Response {
  return toProblem(
    new Refusal(
      "not_found",
      "There is no such route. /openapi.json lists those of buyers, /openapi/creator.json those of creators.",
    ),
  );
}

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
