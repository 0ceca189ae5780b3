// .env.example, written from the README's table of settings.

/** Without these no server starts on a real network. */
const NEEDED: Record<string, string> = {
  PUBLIC_ORIGIN: "https://CHANGEME.example",
  DATABASE_URL: "postgresql://pennypost:CHANGEME@localhost:5432/pennypost",
  RPC_URL: "https://CHANGEME.example",
  NETWORK: "base-sepolia",
  RELAYER_PRIVATE_KEY: "CHANGEME",
  SERVER_SECRET: "CHANGEME",
};

const HEAD = `# Settings of a server: copy this file to .env. What is commented out has the value that is named beside it.
# Secrets are marked CHANGEME too: SERVER_SECRET from \`openssl rand -hex 32\`, RELAYER_PRIVATE_KEY a new key that holds gas and nothing else.
# Written by npm run env-example from the README, which has the same in one table.

# For compose.yaml only: its PostgreSQL's password (DATABASE_URL is made of it there), and the name of the site.
POSTGRES_PASSWORD=CHANGEME
SITE_ADDRESS=CHANGEME.example
`;

const plain = (cell: string) =>
  cell
    .replaceAll("`", "")
    .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .trim();

export function envExample(readme: string): string {
  const rows = [...readme.matchAll(/^\| (`[A-Z][^|]*) \| ([^|]+) \| ([^|]+) \|$/gm)];
  const entries = rows.map(([, names = "", meaning = "", without = ""]) => {
    const each = [...names.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name = ""]) => name);
    const lines = each.map((name) => (NEEDED[name] ? `${name}=${NEEDED[name]}` : `# ${name}=`));
    return `# ${plain(meaning)}\n# Without it: ${plain(without)}\n${lines.join("\n")}\n`;
  });
  return [HEAD, ...entries].join("\n");
}
