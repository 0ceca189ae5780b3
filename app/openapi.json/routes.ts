// Every public route, by its path. A test compares this list with the folders.

import * as serverFacts from "@/app/.well-known/pennypost.json/route";
import * as accountExport from "@/app/api/account/export/route";
import * as account from "@/app/api/account/route";
import * as contentByAddress from "@/app/api/creators/[handle]/items/[slug]/content/route";
import * as markdownByAddress from "@/app/api/creators/[handle]/items/[slug]/markdown/route";
import * as creator from "@/app/api/creators/[handle]/route";
import * as avatar from "@/app/api/creators/me/avatar/route";
import * as ownHandle from "@/app/api/creators/me/handle/route";
import * as ownItems from "@/app/api/creators/me/items/route";
import * as payoutChange from "@/app/api/creators/me/payout/[changeId]/route";
import * as payout from "@/app/api/creators/me/payout/route";
import * as ownCreator from "@/app/api/creators/me/route";
import * as resolveDiscrepancy from "@/app/api/discrepancies/[discrepancyId]/resolve/route";
import * as discrepancies from "@/app/api/discrepancies/route";
import * as funnel from "@/app/api/earnings/funnel/route";
import * as itemEarnings from "@/app/api/earnings/items/route";
import * as earnings from "@/app/api/earnings/route";
import * as sales from "@/app/api/earnings/sales/route";
import * as salesCsv from "@/app/api/earnings/sales.csv/route";
import * as exported from "@/app/api/export/route";
import * as featured from "@/app/api/featured/route";
import * as health from "@/app/api/health/route";
import * as content from "@/app/api/items/[itemId]/content/route";
import * as cover from "@/app/api/items/[itemId]/cover/route";
import * as draftPreviews from "@/app/api/items/[itemId]/draft/previews/route";
import * as draft from "@/app/api/items/[itemId]/draft/route";
import * as events from "@/app/api/items/[itemId]/events/route";
import * as filePreview from "@/app/api/items/[itemId]/files/[fileId]/preview/route";
import * as file from "@/app/api/items/[itemId]/files/[fileId]/route";
import * as files from "@/app/api/items/[itemId]/files/route";
import * as allFiles from "@/app/api/items/[itemId]/files.zip/route";
import * as license from "@/app/api/items/[itemId]/license.xml/route";
import * as list from "@/app/api/items/[itemId]/list/route";
import * as ownership from "@/app/api/items/[itemId]/ownership/route";
import * as textPicture from "@/app/api/items/[itemId]/pictures/[sha256]/route";
import * as textPictures from "@/app/api/items/[itemId]/pictures/route";
import * as draftPreview from "@/app/api/items/[itemId]/preview/route";
import * as previewSocial from "@/app/api/items/[itemId]/preview/social-picture/route";
import * as previews from "@/app/api/items/[itemId]/previews/route";
import * as publish from "@/app/api/items/[itemId]/publish/route";
import * as itemReports from "@/app/api/items/[itemId]/reports/route";
import * as item from "@/app/api/items/[itemId]/route";
import * as schedule from "@/app/api/items/[itemId]/schedule/route";
import * as socialPicture from "@/app/api/items/[itemId]/social-picture/route";
import * as unlist from "@/app/api/items/[itemId]/unlist/route";
import * as finishedUpload from "@/app/api/items/[itemId]/uploads/[uploadId]/finish/route";
import * as upload from "@/app/api/items/[itemId]/uploads/[uploadId]/route";
import * as uploads from "@/app/api/items/[itemId]/uploads/route";
import * as restore from "@/app/api/items/[itemId]/versions/[number]/restore/route";
import * as version from "@/app/api/items/[itemId]/versions/[number]/route";
import * as versions from "@/app/api/items/[itemId]/versions/route";
import * as items from "@/app/api/items/route";
import * as key from "@/app/api/keys/[keyId]/route";
import * as keys from "@/app/api/keys/route";
import * as libraryHidden from "@/app/api/library/[itemId]/hidden/route";
import * as libraryPlace from "@/app/api/library/[itemId]/place/route";
import * as libraryReceipts from "@/app/api/library/receipts.zip/route";
import * as library from "@/app/api/library/route";
import * as liveness from "@/app/api/livez/route";
import * as metrics from "@/app/api/metrics/route";
import * as audit from "@/app/api/operator/audit/route";
import * as blockedWallet from "@/app/api/operator/blocklist/[address]/route";
import * as blocklist from "@/app/api/operator/blocklist/route";
import * as suspension from "@/app/api/operator/creators/[creatorId]/suspension/route";
import * as hiddenItem from "@/app/api/operator/items/[itemId]/hidden/route";
import * as dismissReports from "@/app/api/operator/items/[itemId]/reports/dismiss/route";
import * as lookup from "@/app/api/operator/lookup/route";
import * as overview from "@/app/api/operator/overview/route";
import * as foundPurchases from "@/app/api/operator/purchases/route";
import * as dismissReport from "@/app/api/operator/reports/[reportId]/dismiss/route";
import * as reports from "@/app/api/operator/reports/route";
import * as picture from "@/app/api/pictures/[pictureId]/[width]/route";
import * as preview from "@/app/api/previews/[sha256]/route";
import * as readiness from "@/app/api/readyz/route";
import * as receipt from "@/app/api/receipts/[purchaseId]/route";
import * as nonce from "@/app/api/session/nonce/route";
import * as session from "@/app/api/session/route";
import * as sessionOfWallet from "@/app/api/sessions/[sessionId]/route";
import * as sessions from "@/app/api/sessions/route";
import * as shopPicture from "@/app/api/social-picture/route";
import * as suggestions from "@/app/api/suggestions/route";
import * as tags from "@/app/api/tags/route";
import * as balance from "@/app/api/wallets/[address]/balance/route";
import * as faucet from "@/app/api/wallets/[address]/faucet/route";
import type { RouteModules } from "@/lib/http/openapi";

export const routes: RouteModules = {
  "/api/items": items,
  "/api/items/{itemId}": item,
  "/api/items/{itemId}/content": content,
  "/api/items/{itemId}/files": files,
  "/api/items/{itemId}/files/{fileId}": file,
  "/api/items/{itemId}/files.zip": allFiles,
  "/api/items/{itemId}/uploads": uploads,
  "/api/items/{itemId}/uploads/{uploadId}": upload,
  "/api/items/{itemId}/uploads/{uploadId}/finish": finishedUpload,
  "/api/items/{itemId}/files/{fileId}/preview": filePreview,
  "/api/items/{itemId}/previews": previews,
  "/api/items/{itemId}/ownership": ownership,
  "/api/items/{itemId}/events": events,
  "/api/items/{itemId}/reports": itemReports,
  "/api/items/{itemId}/draft": draft,
  "/api/items/{itemId}/draft/previews": draftPreviews,
  "/api/items/{itemId}/publish": publish,
  "/api/items/{itemId}/cover": cover,
  "/api/items/{itemId}/pictures": textPictures,
  "/api/items/{itemId}/pictures/{sha256}": textPicture,
  "/api/items/{itemId}/social-picture": socialPicture,
  "/api/items/{itemId}/license.xml": license,
  "/api/items/{itemId}/preview": draftPreview,
  "/api/items/{itemId}/preview/social-picture": previewSocial,
  "/api/items/{itemId}/schedule": schedule,
  "/api/items/{itemId}/list": list,
  "/api/items/{itemId}/unlist": unlist,
  "/api/items/{itemId}/versions": versions,
  "/api/items/{itemId}/versions/{number}": version,
  "/api/items/{itemId}/versions/{number}/restore": restore,
  "/api/creators/me": ownCreator,
  "/api/creators/me/avatar": avatar,
  "/api/creators/me/handle": ownHandle,
  "/api/creators/me/payout": payout,
  "/api/creators/me/payout/{changeId}": payoutChange,
  "/api/creators/me/items": ownItems,
  "/api/creators/{handle}": creator,
  "/api/creators/{handle}/items/{slug}/content": contentByAddress,
  "/api/creators/{handle}/items/{slug}/markdown": markdownByAddress,
  "/api/pictures/{pictureId}/{width}": picture,
  "/api/social-picture": shopPicture,
  "/api/suggestions": suggestions,
  "/api/tags": tags,
  "/api/library": library,
  "/api/library/{itemId}/hidden": libraryHidden,
  "/api/library/{itemId}/place": libraryPlace,
  "/api/library/receipts.zip": libraryReceipts,
  "/api/previews/{sha256}": preview,
  "/api/receipts/{purchaseId}": receipt,
  "/api/earnings": earnings,
  "/api/earnings/funnel": funnel,
  "/api/earnings/items": itemEarnings,
  "/api/earnings/sales": sales,
  "/api/earnings/sales.csv": salesCsv,
  "/api/export": exported,
  "/api/keys": keys,
  "/api/keys/{keyId}": key,
  "/api/account": account,
  "/api/account/export": accountExport,
  "/api/session": session,
  "/api/session/nonce": nonce,
  "/api/sessions": sessions,
  "/api/sessions/{sessionId}": sessionOfWallet,
  "/api/wallets/{address}/balance": balance,
  "/api/wallets/{address}/faucet": faucet,
  "/.well-known/pennypost.json": serverFacts,
  "/api/featured": featured,
  "/api/health": health,
  "/api/livez": liveness,
  "/api/readyz": readiness,
  "/api/metrics": metrics,
  "/api/discrepancies": discrepancies,
  "/api/discrepancies/{discrepancyId}/resolve": resolveDiscrepancy,
  "/api/operator/items/{itemId}/hidden": hiddenItem,
  "/api/operator/items/{itemId}/reports/dismiss": dismissReports,
  "/api/operator/creators/{creatorId}/suspension": suspension,
  "/api/operator/reports": reports,
  "/api/operator/reports/{reportId}/dismiss": dismissReport,
  "/api/operator/blocklist": blocklist,
  "/api/operator/blocklist/{address}": blockedWallet,
  "/api/operator/audit": audit,
  "/api/operator/overview": overview,
  "/api/operator/lookup": lookup,
  "/api/operator/purchases": foundPurchases,
};
