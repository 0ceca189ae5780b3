// Fields of a value that its codec has left out of the JSON.

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The path of the first field, as "rows.0.coverId"; undefined when all are there. A field that is undefined is none. */
export function findUndeclared(value: unknown, json: unknown, path = ""): string | undefined {
  if (Array.isArray(value) && Array.isArray(json)) return findInArray(value, json, path);
  if (!isRecord(value) || !isRecord(json)) return undefined;
  for (const key of Object.keys(value)) {
    const below = path ? `${path}.${key}` : key;
    const isLeftOut = value[key] !== undefined && !Object.hasOwn(json, key);
    const found = isLeftOut ? below : findUndeclared(value[key], json[key], below);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInArray(values: unknown[], json: unknown[], path: string): string | undefined {
  for (const [index, value] of values.entries()) {
    const found = findUndeclared(value, json[index], path ? `${path}.${index}` : String(index));
    if (found !== undefined) return found;
  }
  return undefined;
}
