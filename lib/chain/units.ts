// Ether and gwei as people write them ("0.05"), in wei.
import { parseUnits } from "viem";

export const weiOfEther = (decimal: string): bigint => parseUnits(decimal, 18);
export const weiOfGwei = (decimal: string): bigint => parseUnits(decimal, 9);
