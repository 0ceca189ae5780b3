/** Whether this is a build that serves readers, and not development or tests; Next and Vitest set it. */
export const isProduction = process.env.NODE_ENV === "production";
