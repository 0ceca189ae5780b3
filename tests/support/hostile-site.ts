// A site that answers however a test says, and counts what it is asked. For clients that pay.
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface Site {
  host: string;
  origin: string;
  /** Every request so far, oldest first. */
  requests: IncomingMessage[];
  /** Those that carried a payment. */
  payments(): IncomingMessage[];
  stop(): Promise<void>;
}

const PAYMENTS = ["payment-signature", "x-payment"];

export async function startSite(answer: RequestListener): Promise<Site> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    origin: `http://${host}`,
    requests,
    payments: () => requests.filter(({ headers }) => PAYMENTS.some((name) => name in headers)),
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
