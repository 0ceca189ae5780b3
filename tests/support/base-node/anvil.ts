// The real node behind the stand-in, asked as JSON-RPC.
import { RpcRefusal } from "./refusal";

/** Asks one method. Throws RpcRefusal with what the node answered instead of a result. */
export type Ask = <T = unknown>(method: string, params?: unknown[]) => Promise<T>;

export function askAt(url: string): Ask {
  return async <T>(method: string, params: unknown[] = []) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const { result, error } = (await answer.json()) as { result: T; error?: { code: number; message: string; data?: unknown } };
    if (error) throw new RpcRefusal(error.code, error.message, 200, error.data);
    return result;
  };
}

export const toHex = (number: number): `0x${string}` => `0x${number.toString(16)}`;
