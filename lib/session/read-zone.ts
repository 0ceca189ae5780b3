// The time zone of who looks at a page, as their browser told it; UTC until it has.
import { cookies } from "next/headers";
import { cache } from "react";
import { isZone, utc, zoneCookie } from "../kernel/zone";

export const readZone = cache(async (): Promise<string> => {
  const zone = (await cookies()).get(zoneCookie)?.value;
  return isZone(zone) ? zone : utc;
});
