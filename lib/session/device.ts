// What the owner of a session will know its browser by.
import Bowser from "bowser";

const AGENT_MAX = 512;
const PART_MAX = 40;

/** "Firefox, Linux"; empty for a request that says nothing, or nothing known. */
export function deviceOf(headers: Headers): string {
  const agent = headers.get("user-agent")?.slice(0, AGENT_MAX);
  if (!agent) return "";
  const browser = Bowser.getParser(agent);
  const parts = [browser.getBrowserName(), browser.getOSName()];
  return parts.flatMap((part) => part?.slice(0, PART_MAX) || []).join(", ");
}
