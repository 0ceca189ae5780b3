// A JSON-RPC error (https://www.jsonrpc.org/specification, section 5.1) and the HTTP status under which a vendor sends it.

export class RpcRefusal extends Error {
  override readonly name = "RpcRefusal";

  constructor(
    readonly code: number,
    message: string,
    readonly status = 200,
    readonly data?: unknown,
  ) {
    super(message);
  }
}

/** An answer that is no JSON-RPC at all. */
export class HttpAnswer extends Error {
  override readonly name = "HttpAnswer";

  constructor(
    readonly status: number,
    readonly contentType: string,
    readonly text: string,
  ) {
    super(`HTTP ${status}`);
  }
}
