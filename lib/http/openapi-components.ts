// The parts of the OpenAPI document that operations share: the problem (RFC 9457), the session cookie and the x402 wall.

const text = { type: "string" } as const;
const object = (properties: Record<string, unknown>) => ({ type: "object", properties, required: Object.keys(properties) });

const problem = {
  ...object({ type: text, title: text, status: { type: "integer" }, code: text, detail: text }),
  properties: {
    type: { ...text, description: "Where the code is explained." },
    title: text,
    status: { type: "integer" },
    code: { ...text, description: "For programs." },
    detail: { ...text, description: "For people: what happened and what to do." },
    requestId: { ...text, description: "As in the header X-Request-Id: name it when you ask the operator about this answer." },
    issues: {
      type: "array",
      items: {
        ...object({ path: text, code: text, message: text }),
        properties: {
          path: text,
          code: { ...text, description: "For programs." },
          params: { type: "object", description: "Bounds, where the code has them." },
          message: { ...text, description: "For people." },
        },
      },
      description: "What is wrong with which field.",
    },
  },
};

const requirementsV1 = object({
  scheme: { const: "exact" },
  network: { ...text, description: 'x402 v1 name, "base" or "base-sepolia".' },
  maxAmountRequired: { ...text, description: "Atomic USDC units." },
  resource: { ...text, format: "uri" },
  description: text,
  mimeType: text,
  payTo: { ...text, description: "The creator's own wallet." },
  maxTimeoutSeconds: { type: "integer" },
  asset: { ...text, description: "The USDC contract." },
  extra: object({ name: text, version: text }),
});

const header = (name: string, description: string) => ({ name, in: "header", required: false, description, schema: text });

export const openApiComponents = {
  schemas: {
    Problem: problem,
    PaymentRequiredV1: object({ x402Version: { const: 1 }, error: text, accepts: { type: "array", items: requirementsV1 } }),
  },
  parameters: {
    XPayment: header("X-PAYMENT", "x402 payment payload, base64 of JSON. Send this or PAYMENT-SIGNATURE, never both."),
    PaymentSignature: header("PAYMENT-SIGNATURE", "The same in x402 v2's header."),
    PaymentClaim: header(
      "X-PAYMENT-CLAIM",
      "Beside a payment: a secret of the client's, or the one that a 503 gave, by which the same payment is answered again. 32 to 128 letters, digits, hyphens or underscores.",
    ),
    CrawlerMaxPrice: header(
      "crawler-max-price",
      "The most that is paid, as `USD 0.25`: above it nothing is bought (402 with `crawler-error`).",
    ),
    SignInWithX: header(
      "SIGN-IN-WITH-X",
      "Proof of the wallet that bought this, instead of a payment: the 402's `sign-in-with-x` extension, signed; base64 of JSON.",
    ),
  },
  responses: {
    PaymentRequired: {
      description:
        "Not paid, or the payment was refused and `error` says why. The body is the x402 v1 object, the header the v2 object.",
      headers: {
        "PAYMENT-REQUIRED": { description: "x402 v2 PaymentRequired, base64 of JSON.", schema: text },
        "crawler-price": { description: "The price alone, as `USD 0.25`.", schema: text },
        Link: { description: "The licence (RSL 1.0).", schema: text },
      },
      content: { "application/json": { schema: { $ref: "#/components/schemas/PaymentRequiredV1" } } },
    },
  },
  securitySchemes: {
    apiKey: { type: "http", scheme: "bearer", description: "An API key, `pp_…`, with the scope that the operation names." },
    operator: {
      type: "http",
      scheme: "bearer",
      description: "OPERATOR_TOKEN of the server's settings. A session of a wallet in OPERATORS does as well.",
    },
    walletProof: {
      type: "apiKey",
      in: "header",
      name: "SIGN-IN-WITH-X",
      "x-agentcash-auth-kind": "siwx",
      description: "The wallet that bought this reads it again without paying: the 402's `sign-in-with-x` extension, signed.",
    },
    session: {
      type: "apiKey",
      in: "cookie",
      name: "pennypost",
      description: "Set by POST /api/session; over https its name is `__Host-pennypost`.",
    },
  },
};
