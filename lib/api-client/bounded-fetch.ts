// A fetch for programs that ask whatever server they are told to: it reads no more of an answer than an answer of ours can have.

const bytesMax = 32 * 1024 ** 2;

export async function boundedFetch(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  return bounded(response);
}

/** The same answer, whose body breaks off with an error where it goes on for too long. */
export function bounded(response: Response): Response {
  let bytes = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      bytes += part.byteLength;
      if (bytes > bytesMax) controller.error(new RangeError("The answer is longer than any of ours."));
      else controller.enqueue(part);
    },
  });
  return response.body ? new Response(response.body.pipeThrough(count), response) : response;
}
