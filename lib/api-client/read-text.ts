// The text of an answer, if it is no longer than an answer of ours can be.

const bytesMax = 32 * 1024 ** 2;

/** Rejects where there is more, without reading on. */
export async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  let bytes = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > bytesMax) {
      await reader?.cancel();
      throw new RangeError("The answer is too long.");
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
