// The JSON of an answer from elsewhere, of which no more is read than it may have.

/** `of`: who answered, for the error of one that is too long. */
export async function readBoundedJson(answer: Response, bytesMax: number, of: string): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    if (bytes > bytesMax) throw new Error(`${of}'s answer is too long`);
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}
