// The routes that answer JSON or nothing, by method and path. Clients know their types; what a script decodes, it decodes by them.
import { accountRoutes } from "../account/routes";
import { auditRoutes } from "../audit/routes";
import { authRoutes } from "../auth/routes";
import { creatorRoutes } from "../catalog/creators/routes";
import { fileRoutes } from "../catalog/files/routes";
import { publishRoutes } from "../catalog/items/publish-routes";
import { itemRoutes } from "../catalog/items/routes";
import { versionRoutes } from "../catalog/items/version-routes";
import { marketRoutes } from "../catalog/market/routes";
import { walletRoutes } from "../chain/routes";
import { deskRoutes } from "../desk/routes";
import { earningRoutes } from "../earnings/routes";
import { healthRoutes } from "../health/routes";
import { reportRoutes } from "../moderation/report-routes";
import { moderationRoutes } from "../moderation/routes";
import { bookRoutes } from "../payments/books/routes";
import { libraryRoutes } from "../payments/library/routes";
import { paymentRoutes } from "../payments/routes";
import { previewRoutes } from "../previews/routes";
import { blocklistRoutes } from "../screening/routes";

export const apiRoutes = {
  ...itemRoutes,
  ...publishRoutes,
  ...versionRoutes,
  ...fileRoutes,
  ...previewRoutes,
  ...marketRoutes,
  ...creatorRoutes,
  ...libraryRoutes,
  ...earningRoutes,
  ...authRoutes,
  ...accountRoutes,
  ...walletRoutes,
  ...bookRoutes,
  ...healthRoutes,
  ...paymentRoutes,
  ...auditRoutes,
  ...moderationRoutes,
  ...reportRoutes,
  ...blocklistRoutes,
  ...deskRoutes,
};
