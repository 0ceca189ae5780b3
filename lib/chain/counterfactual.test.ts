import { decodeFunctionData, type Hex, multicall3Abi, serializeErc6492Signature } from "viem";
import { describe, expect, it } from "vitest";
import { afterDeployment, answerAfterDeployment, openSignature, sentenceOf } from "./counterfactual";

const factory: Hex = "0x4e59b44847b379578588920ca78fbf26c0b4956c";
const MAGIC = "6492".repeat(16);
const wrapped = serializeErc6492Signature({ address: factory, data: "0xc0de", signature: "0xbeef" }).toLowerCase() as Hex;

describe("a wrapped signature (ERC-6492)", () => {
  it("is opened into the wallet's own and the call that deploys the wallet", () => {
    const opened = openSignature(wrapped);
    expect(opened).toMatchObject({ signature: "0xbeef", deployment: { data: "0xc0de" } });
    expect(opened?.deployment?.to.toLowerCase()).toBe(factory);
  });

  it.each<Hex>(["0x", "0x00", `0x${"11".repeat(65)}`, `0x${"00".repeat(2048)}`])("%.20s is none, and stays as it is", (plain) => {
    expect(openSignature(plain)).toEqual({ signature: plain });
  });

  it.each<[string, Hex]>([
    ["nothing but the mark", `0x${MAGIC}`],
    ["garbage before the mark", `0x${"ff".repeat(96)}${MAGIC}`],
    ["offsets beyond the end", `0x${"00".repeat(32)}${"7f".repeat(64)}${MAGIC}`],
    ["cut at its beginning", `0x${wrapped.slice(66)}`],
  ])("with %s is no signature at all", (_, broken) => {
    const opened = openSignature(broken);
    // A reading that happens to succeed may not turn into the original.
    expect(opened?.signature).not.toBe("0xbeef");
    expect(opened?.signature).not.toBe(broken);
  });
});

it("the deployment may fail, the transfer may not", () => {
  const { data } = afterDeployment(
    { to: factory, data: "0x01" },
    { to: "0x036CbD53842c5426634e7929541eC2318f3dCF7e", data: "0x02" },
    true,
  );
  const [calls] = decodeFunctionData({ abi: multicall3Abi, data }).args as unknown as [{ allowFailure: boolean }[]];
  expect(calls.map(({ allowFailure }) => allowFailure)).toEqual([true, false]);
});

it("an answer of another contract, or none, says nothing", () => {
  expect([answerAfterDeployment(undefined), answerAfterDeployment("0x"), answerAfterDeployment(`0x${"ff".repeat(64)}`)]).toEqual([
    "0x",
    "0x",
    "0x",
  ]);
  expect([sentenceOf("0x"), sentenceOf("0xdeadbeef")]).toEqual(["", ""]);
});
