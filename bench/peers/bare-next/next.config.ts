import { join } from "node:path";
import type { NextConfig } from "next";

const repository = join(import.meta.dirname, "../../..");

const config: NextConfig = { poweredByHeader: false, turbopack: { root: repository }, outputFileTracingRoot: repository };

export default config;
