// SQL of the desk's first page.
import type { Db } from "../db/client";
import type { DeskLease } from "./codecs";

export interface GasOfDay {
  chainId: number;
  wei: bigint;
}

export function selectGasToday(db: Db, chainIds: number[]): Promise<GasOfDay[]> {
  return db.$queryRaw<GasOfDay[]>`
    SELECT chain_id AS "chainId", wei FROM gas_day WHERE chain_id = ANY(${chainIds}) AND day = CURRENT_DATE`;
}

/** Those that a server has, or had. */
export function selectLeases(db: Db): Promise<DeskLease[]> {
  return db.$queryRaw<DeskLease[]>`
    SELECT name, holder, expires_at AS "expiresAt" FROM lease WHERE holder <> '' ORDER BY name LIMIT 200`;
}
