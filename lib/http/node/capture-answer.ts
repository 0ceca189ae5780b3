// What would have been sent, whole, for whoever wants to look at it first: the answer of a handler that believes to be sending it.
import type { ServerResponse } from "node:http";

export interface CapturedAnswer {
  status: number;
  headers: ReturnType<ServerResponse["getHeaders"]>;
  body: Buffer;
}

type Sending = "writeHead" | "flushHeaders" | "write" | "end";

/** Undefined if the client left before it was whole. Afterwards the answer can be sent, as nothing of it has been. */
export function captureAnswer(answer: ServerResponse, handle: () => void): Promise<CapturedAnswer | undefined> {
  const parts: Buffer[] = [];
  const keep = (part: unknown, encoding: unknown) => {
    if (typeof part === "string")
      parts.push(Buffer.from(part, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
    else if (part instanceof Uint8Array) parts.push(Buffer.from(part));
  };
  return new Promise((resolve) => {
    const finish = (isWhole: boolean) => {
      answer.off("close", leave);
      // Those of the prototype are there again, whoever else stood before them.
      for (const name of ["writeHead", "flushHeaders", "write", "end"] satisfies Sending[]) Reflect.deleteProperty(answer, name);
      resolve(isWhole ? { status: answer.statusCode, headers: answer.getHeaders(), body: Buffer.concat(parts) } : undefined);
    };
    const leave = () => finish(false);
    answer.once("close", leave);
    const holding = {
      writeHead(status: number, ...rest: unknown[]) {
        answer.statusCode = status;
        const headers = rest.find((each) => typeof each === "object" && each !== null && !Array.isArray(each));
        for (const [name, value] of Object.entries(headers ?? {})) answer.setHeader(name, value);
        return answer;
      },
      flushHeaders() {},
      write(part: unknown, ...rest: unknown[]) {
        keep(part, rest[0]);
        calledBack(rest);
        return true;
      },
      end(...rest: unknown[]) {
        keep(rest[0], rest[1]);
        calledBack(rest);
        finish(true);
        return answer;
      },
    };
    Object.assign(answer, holding);
    handle();
  });
}

function calledBack(rest: unknown[]): void {
  const callback = rest.find((each) => typeof each === "function");
  if (typeof callback === "function") process.nextTick(() => callback());
}
