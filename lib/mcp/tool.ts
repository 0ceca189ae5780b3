// What a tool is: a declaration, and one call of a verb.
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { itemParams } from "../kernel/params";
import type { Meta } from "./paid-request";

/** The HTTP request that a call came with, and its `_meta`. */
export interface Call {
  request: Request;
  meta: Meta;
}

export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  description: string;
  input: Input;
  /** It may pay; the others only read. */
  pays?: true;
  call(input: z.output<Input>, call: Call): Promise<CallToolResult>;
}

/** Keeps a tool's own types while it is written. */
export const defineTool = <Input extends z.ZodObject>(tool: Tool<Input>): Tool => tool as unknown as Tool;

export const ofItem = z.object({ itemId: itemParams.shape.itemId });
