// The messages between the parent process and the maker.
import type { Maker } from "../plan";
import type { Made } from "../types";

export interface Task {
  maker: Maker;
  bytes: number;
  memoryBytesMax: number;
}

export type ToMaker = { task: Task } | { id: number; piece: Uint8Array };

export type FromMaker = { id: number; start: number; end: number } | { made: Made } | { unreadable: true };
