import { EmptyState } from "@/components/ui/empty-state";
import { useText } from "@/lib/i18n/use-text";
import type { BlockedWallet } from "@/lib/screening/codecs";
import { Cell, Row, Table } from "../dashboard/table";
import { LocalTime } from "../dashboard-ui/local-time";
import { Unblock } from "./acts";
import { text } from "./text";

export function BlocklistView({ wallets }: { wallets: BlockedWallet[] }) {
  const { blocklist: t, nav } = useText(text);
  if (wallets.length === 0) return <EmptyState title={t.none} />;
  return (
    <div className="mt-8">
      <Table label={nav.blocklist} columns={t.columns}>
        {wallets.map(({ wallet, note, at }) => (
          <Row key={wallet}>
            <Cell wide>
              <a href={`/operator/purchases?q=${wallet}`} className="link figures text-sm break-all">
                {wallet}
              </a>
            </Cell>
            <Cell>
              <span className="wrap-anywhere">{note}</span>
            </Cell>
            <Cell>
              <LocalTime at={at.toISOString()} />
            </Cell>
            <Cell end>
              <Unblock wallet={wallet} />
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}
