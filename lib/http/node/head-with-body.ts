// Head and first bytes of an answer in one write. Next flushes the head by itself just before the first bytes (its pipe-readable.js):
// a second call of the system, and often a second packet. Held until this turn of the event loop ends, as Node itself holds the
// writes of a body, they leave together; bytes that come later are not waited for.
import { ServerResponse } from "node:http";

/** Once in a process, before the first answer. */
export function sendHeadsWithBodies(): void {
  const { flushHeaders } = ServerResponse.prototype;
  ServerResponse.prototype.flushHeaders = function (this: ServerResponse) {
    const { socket } = this;
    socket?.cork();
    flushHeaders.call(this);
    if (socket) process.nextTick(() => socket.uncork());
  };
}
