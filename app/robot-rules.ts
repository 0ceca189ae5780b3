// What robots may fetch. The longest rule that fits counts (RFC 9309, section 2.2.2); there are no wildcards, which not all robots read.

/** Pictures that pages name, so that a shared link has one, and what /llms.txt tells agents to ask. */
const told = ["/api/items", "/api/pictures/", "/api/previews/", "/api/social-picture", "/api/wallets/"];

export const robotRules = {
  userAgent: "*",
  allow: ["/", ...told],
  disallow: ["/dashboard", "/library", "/receipts", "/report", "/operator", "/api/"],
};
