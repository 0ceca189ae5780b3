import { services } from "@/lib/services";
import { listSitePages, type SitePageName } from "./read-site-page";

/** Those that the operator has, for whatever leads to them: looked up once and not for each page. */
export const keptSitePages = (): Promise<SitePageName[]> =>
  services().publicCache.get(
    "site pages",
    () => listSitePages(services().env.CONTENT_DIR),
    () => [],
  );
