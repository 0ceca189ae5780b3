"use client";
import type { ComponentProps } from "react";
import { useText } from "@/lib/i18n/use-text";
import { useZone } from "../../format/zone";
import { zoneName } from "../../format/zoned";
import { Table } from "../table";
import { SaleRows } from "./sale-rows";
import { text } from "./text";

/** Sales, under the name of the zone that their times are written in. */
export function SaleSheet(props: ComponentProps<typeof SaleRows>) {
  const t = useText(text).table;
  return (
    <Table
      label={t.label}
      columns={[
        t.when(zoneName(useZone())),
        t.piece,
        { name: t.amount, end: true },
        t.by,
        t.from,
        t.transaction,
        { name: "", end: true },
      ]}
    >
      <SaleRows {...props} />
    </Table>
  );
}
