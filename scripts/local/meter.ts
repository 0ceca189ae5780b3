// Tells and counts what a program asks over HTTP: requests, and the bytes of their lines, headers and bodies both ways.

export interface Tally {
  requests: number;
  bytes: number;
}

const SHOWN = 160;
/** As `name: value` with its line's end. */
const headerBytes = (headers: Headers) => [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 2);

export function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

/** Stands in for this process's fetch until it is stopped. */
export function meter(print: (line: string) => void): { tally(): Tally; stop(): void } {
  const real = globalThis.fetch;
  let [requests, bytes] = [0, 0];
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const sent = request.body ? (await request.clone().arrayBuffer()).byteLength : 0;
    const answer = await real(request);
    const body = await answer.clone().arrayBuffer();
    requests += 1;
    bytes += request.method.length + pathname.length + search.length + 12 + headerBytes(request.headers) + sent;
    bytes += 15 + answer.statusText.length + headerBytes(answer.headers) + body.byteLength;
    const proof = ["payment-signature", "sign-in-with-x"].filter((name) => request.headers.has(name));
    print(
      `  ${request.method} ${pathname}${proof.length ? ` with ${proof.join()}` : ""} → ${answer.status}, ${body.byteLength} bytes`,
    );
    return answer;
  };
  return {
    tally: () => ({ requests, bytes }),
    stop() {
      globalThis.fetch = real;
    },
  };
}
