"use client";
import { call } from "@/lib/browser/api";
import type { ItemStatus } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import { shorten } from "@/lib/kernel/address";
import { Act } from "./act";
import { text } from "./text";

interface Piece {
  id: string;
  title: string;
  status: ItemStatus;
}

/** Hides a public piece, or restores a hidden one; nothing for what its creator took down. */
export function ModeratePiece({ piece: { id: itemId, title, status } }: { piece: Piece }) {
  const { act: t, lookup } = useText(text);
  const name = title || lookup.untitled;
  const params = { itemId };
  if (status === "hidden") {
    return (
      <Act
        label={t.restore}
        name={t.restoreTitle(name)}
        title={t.restoreTitle(name)}
        description={t.restoreText}
        run={() => call("DELETE /api/operator/items/{itemId}/hidden", { params })}
      />
    );
  }
  if (status !== "listed" && status !== "unlisted") return null;
  return (
    <Act
      label={t.hide}
      name={t.hideTitle(name)}
      title={t.hideTitle(name)}
      description={t.hideText}
      variant="danger"
      asks="why"
      run={(body) => call("PUT /api/operator/items/{itemId}/hidden", { params, body })}
    />
  );
}

export function ModerateCreator({
  creator: { id: creatorId, name, isSuspended },
}: {
  creator: { id: string; name: string; isSuspended: boolean };
}) {
  const t = useText(text).act;
  const params = { creatorId };
  return isSuspended ? (
    <Act
      label={t.reinstate}
      title={t.reinstateTitle(name)}
      description={t.reinstateText}
      run={() => call("DELETE /api/operator/creators/{creatorId}/suspension", { params })}
    />
  ) : (
    <Act
      label={t.suspend}
      title={t.suspendTitle(name)}
      description={t.suspendText}
      variant="danger"
      asks="why"
      run={(body) => call("PUT /api/operator/creators/{creatorId}/suspension", { params, body })}
    />
  );
}

export function DismissReport({ reportId, title }: { reportId: string; title: string }) {
  const t = useText(text).reports;
  return (
    <Act
      label={t.dismiss}
      name={t.dismissTitle(title)}
      title={t.dismissTitle(title)}
      description={t.dismissText}
      asks="note"
      run={({ note }) => call("POST /api/operator/reports/{reportId}/dismiss", { params: { reportId }, body: { note } })}
    />
  );
}

/** All that are open of a piece. */
export function DismissReports({ itemId, title }: { itemId: string; title: string }) {
  const t = useText(text).reports;
  return (
    <Act
      label={t.dismissAll}
      name={t.dismissAllTitle(title)}
      title={t.dismissAllTitle(title)}
      description={t.dismissAllText}
      asks="note"
      run={({ note }) => call("POST /api/operator/items/{itemId}/reports/dismiss", { params: { itemId }, body: { note } })}
    />
  );
}

export function Unblock({ wallet }: { wallet: string }) {
  const t = useText(text).blocklist;
  return (
    <Act
      label={t.unblock}
      name={t.unblockOf(wallet)}
      title={t.unblockTitle(shorten(wallet))}
      description={t.unblockText}
      run={() => call("DELETE /api/operator/blocklist/{address}", { params: { address: wallet } })}
    />
  );
}

export function ResolveDiscrepancy({ discrepancyId, subject }: { discrepancyId: string; subject: string }) {
  const t = useText(text).overview;
  return (
    <Act
      label={t.resolve}
      name={t.resolveOf(subject)}
      title={t.resolveOf(subject)}
      description={subject}
      run={() => call("POST /api/discrepancies/{discrepancyId}/resolve", { params: { discrepancyId } })}
    />
  );
}
