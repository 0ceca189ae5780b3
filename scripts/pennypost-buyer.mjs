#!/usr/bin/env node
// npx pennypost-buyer: the TypeScript program beside this file.
import { register } from "tsx/esm/api";

register();
await import("./buyer.ts");
