export interface Head {
  text: string;
  /** Whether the file has more text. */
  isCut: boolean;
}

/** Reads the beginning of a text file with a range request. */
export async function readHead(url: string, bytesMax: number, bytes: number): Promise<Head> {
  const response = await fetch(url, { headers: { Range: `bytes=0-${bytesMax - 1}` } });
  if (!response.ok) throw new Error(`the file answered ${response.status}`);
  const isCut = bytes > bytesMax;
  // A character cut in two at the end is left out.
  const text = new TextDecoder().decode(await response.arrayBuffer(), { stream: isCut });
  return { text, isCut };
}
