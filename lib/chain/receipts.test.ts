import { BaseError } from "viem";
import { expect, it } from "vitest";
import { toHash } from "../kernel/address";
import type { ChainClient } from "./client";
import { createReceiptReader } from "./receipts";

const TRANSACTION = toHash(`0x${"ab".repeat(32)}`);

class TransactionReceiptNotFoundError extends BaseError {
  override name = "TransactionReceiptNotFoundError";
}

/** A node that knows no receipt, and how often it was asked. */
function newReader() {
  let asked = 0;
  let time = 0;
  const getTransactionReceipt = async () => {
    asked++;
    throw new TransactionReceiptNotFoundError("not found");
  };
  const reader = createReceiptReader({ getTransactionReceipt } as unknown as ChainClient, () => time);
  const pass = (ms: number) => {
    time += ms;
  };
  return { reader, asked: () => asked, pass };
}

it("all who wait for a transaction share one look at each block", async () => {
  const { reader, asked, pass } = newReader();
  const lookAt = (head: bigint) => Promise.all(Array.from({ length: 16 }, () => reader.findAt(TRANSACTION, head)));
  expect(await lookAt(1n)).toEqual(Array(16).fill(null));
  pass(500);
  await lookAt(1n);
  expect(asked()).toBe(1);
  await lookAt(2n);
  expect(asked()).toBe(2);
});

it("the same block is looked at again after a moment, for the node that answered may have been behind", async () => {
  const { reader, asked, pass } = newReader();
  await reader.findAt(TRANSACTION, 1n);
  pass(1_000);
  await reader.findAt(TRANSACTION, 1n);
  expect(asked()).toBe(2);
});

it("who does not wait is told nothing that was seen before", async () => {
  const { reader, asked } = newReader();
  await reader.findAt(TRANSACTION, 1n);
  await reader.find(TRANSACTION);
  await reader.find(TRANSACTION);
  expect(asked()).toBe(3);
});

it("a look that failed is nobody's", async () => {
  let isDown = true;
  const getTransactionReceipt = async () => {
    throw isDown ? new Error("down") : new TransactionReceiptNotFoundError("not found");
  };
  const reader = createReceiptReader({ getTransactionReceipt } as unknown as ChainClient);
  await expect(reader.findAt(TRANSACTION, 1n)).rejects.toThrow("down");
  isDown = false;
  expect(await reader.findAt(TRANSACTION, 1n)).toBeNull();
});
