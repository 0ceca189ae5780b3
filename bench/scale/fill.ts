// A market as years leave it, written by SQL: pieces, sales, sums and what the search looks in. One creator has a third of all pieces and
// sales, one piece a tenth of all sales, and one reader owns 10,000 pieces. Nothing here is random: two runs fill alike.
import { availableParallelism } from "node:os";
import pg from "pg";
import { networks } from "../../lib/x402/networks";
import { accounts } from "../../scripts/local/accounts";
import { step } from "../../scripts/local/steps";

export interface Size {
  items: number;
  sales: number;
}

const YEARS = 3;
/** Above every block of the chain that the server is given: nothing looks for these on it. */
export const FIRST_BLOCK = 1_000_000;
const LIBRARY_MAX = 10_000;
const WORDS = 8_000;
const PHRASES = 5_000;

const { chainId, asset } = networks.local;
const lower = (address: string) => address.toLowerCase();
export const bigCreator = accounts.creators[0];
export const bigReader = accounts.readers[0];
/** Item `n`'s id; 1 is the one with a tenth of all sales, of the big creator as every third is. */
export const itemId = (n: number) => `item_${String(n).padStart(26, "0")}`;

const ownedOf = ({ items }: Size) => Math.min(LIBRARY_MAX, items);
/** The relayer has sent a transaction for each sale. */
export const noncesOf = (size: Size) => size.sales + ownedOf(size);

/** In SQL: an id, an address, a hash from a number. */
const id = (prefix: string, n: string) => `'${prefix}_' || lpad((${n})::text, 26, '0')`;
const hex = (n: string, digits: number) => `'0x' || lpad(to_hex(${n}), ${digits}, '0')`;

/** Common words are those of low numbers. */
const helpers = `
  CREATE SCHEMA filling;
  CREATE FUNCTION filling.part(n int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (ARRAY['ba','co','di','fen','gor','hal','ji','kel','lo','mar','nes','or','pin','qua','ris','sol','tam','ur','ven','wy'])[1 + n % 20]
  $$;
  CREATE FUNCTION filling.word(n int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT filling.part(n) || filling.part(n / 20 + 7) || filling.part(n / 400 + 3)
  $$;
  CREATE FUNCTION filling.pick(seed bigint) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT (${WORDS} * power((hashint8(seed) & 2147483647) / 2147483648.0, 3))::int % ${WORDS}
  $$;
  CREATE UNLOGGED TABLE filling.phrase AS
    SELECT k, string_agg(filling.word(filling.pick(k * 100 + at)), ' ' ORDER BY at) AS words
      FROM generate_series(0, ${PHRASES - 1}) AS k, generate_series(1, 12) AS at GROUP BY k;
  ALTER TABLE filling.phrase ADD PRIMARY KEY (k);
  ANALYZE filling.phrase;`;

interface Step {
  what: string;
  /** Statements that need nothing of each other: they run at once. */
  sql: string[];
}

const steps = (size: Size): Step[] => {
  const { items, sales } = size;
  const creators = Math.max(100, Math.round(items / 100));
  const payers = Math.max(1_000, Math.round(sales / 5));
  const owned = ownedOf(size);
  const half = Math.round(items / 2);
  const creatorOf = `CASE WHEN n % 3 = 1 THEN 0 ELSE 1 + n % ${creators - 1} END`;
  const begin = `now() - interval '${YEARS} years'`;
  const payerOf = `CASE WHEN s % 10 = 0 THEN ${hex("s + 1000000000", 40)}
                        ELSE ${hex(`((s / ${items - 1}) * 7919 + s % ${items - 1}) % ${payers} + 100000000`, 40)} END`;
  const searched = (from: number, below: number) => `
    INSERT INTO item_search (item_id, number, title, document, names)
    SELECT i.id, p.n - 1, r.called, r.document, r.names
      FROM filling.piece p JOIN item i ON i.id = ${id("item", "p.n")} JOIN creator c ON c.id = i.creator_id,
           search_row(p.n - 1, i.creator_id, i.kind::text, i.tags, c.display_name, c.handle, p.title, p.dek, p.preview) AS r
     WHERE p.n >= ${from} AND p.n < ${below}`;
  return [
    { what: "words", sql: [helpers] },
    {
      what: "what there is",
      sql: [
        `INSERT INTO creator (id, wallet, pay_to, handle, display_name, created_at)
         SELECT ${id("cre", "n")}, wallet, wallet, 'creator-' || n, 'Creator ' || n, ${begin}
           FROM (SELECT n, CASE WHEN n = 0 THEN '${lower(bigCreator?.address ?? "")}' ELSE ${hex("n + 1000000", 40)} END AS wallet
                   FROM generate_series(0, ${creators - 1}) AS n) AS made`,
        `CREATE UNLOGGED TABLE filling.piece AS
           SELECT n, ${creatorOf} AS creator, 1000 * (1 + (n % 1000 * 7919) % 500)::bigint AS amount,
                  CASE WHEN n % 10 = 0 THEN '潮の満ち引きを読む ' || n
                       ELSE initcap(filling.word(filling.pick(n * 3)) || ' ' || filling.word(filling.pick(n * 3 + 1)) || ' ' || filling.word(n % ${WORDS})) END AS title,
                  a.words AS dek, b.words || ' ' || c.words || ' ' || d.words AS preview,
                  ${begin} + n * (interval '${YEARS} years' / ${items + 1}) AS at
             FROM generate_series(1, ${items}) AS n
             JOIN filling.phrase a ON a.k = n % ${PHRASES} JOIN filling.phrase b ON b.k = (n * 31) % ${PHRASES}
             JOIN filling.phrase c ON c.k = (n * 37) % ${PHRASES} JOIN filling.phrase d ON d.k = (n * 41) % ${PHRASES}
            ORDER BY n;
         ANALYZE filling.piece`,
      ],
    },
    {
      what: "pieces",
      sql: [
        `INSERT INTO item (id, creator_id, kind, slug, status, amount, tags, words, popularity, draft_version_id, published_version_id, published_at, created_at, updated_at)
         SELECT ${id("item", "n")}, ${id("cre", "creator")}, 'article', 'piece-' || n, 'listed', amount,
                ARRAY[filling.word(filling.pick(n) % 300), filling.word(300 + n % 50)], 36 + (n * 13) % 5000,
                epoch_ms(at) + (n % 1000 * 7919) % 1000 * 1000000, ${id("ver", "n")}, ${id("ver", "n")}, at, at, at FROM filling.piece;
         INSERT INTO tag_total SELECT tag, count(DISTINCT id) FROM item, unnest(tags) AS tag GROUP BY tag;
         INSERT INTO item_tag SELECT DISTINCT id, tag, creator_id, published_at, amount, popularity FROM item, unnest(tags) AS tag`,
        `INSERT INTO item_version (id, item_id, number, title, dek, preview, content, headings, preview_words, words, bytes, sha256, created_at, saved_at, published_at)
         SELECT ${id("ver", "n")}, ${id("item", "n")}, 1, title, dek, preview, preview, '{}', 36, (n * 13) % 5000, length(preview), repeat('0', 64), at, at, at FROM filling.piece`,
        `INSERT INTO item_price (id, item_id, amount, started_at) SELECT ${id("price", "n")}, ${id("item", "n")}, amount, at FROM filling.piece`,
        `INSERT INTO creator_storage (creator_id, text_bytes)
         SELECT ${id("cre", "creator")}, sum(2 * octet_length(preview)) FROM filling.piece GROUP BY creator ORDER BY creator`,
        `CREATE UNLOGGED TABLE filling.sale AS
           SELECT s.s, p.n, p.creator, p.amount, s.payer, ${begin} + s.s * (interval '${YEARS} years' / ${sales + owned}) AS at
             FROM (SELECT s, CASE WHEN s % 10 = 0 THEN 1 ELSE 2 + s % ${items - 1} END AS n, ${payerOf} AS payer
                     FROM generate_series(0::bigint, ${sales - 1}) AS s
                    UNION ALL
                   SELECT ${sales} - 1 + n, n, '${lower(bigReader?.address ?? "")}' FROM generate_series(1, ${owned}) AS n) AS s
             JOIN filling.piece p ON p.n = s.n;
         ANALYZE filling.sale`,
        `INSERT INTO search_word (word, lexeme, rests)
         SELECT word, (tsvector_to_array(to_tsvector('pennypost', word)))[1], rests_of(word)
           FROM (SELECT DISTINCT filling.word(n) AS word FROM generate_series(0, ${WORDS - 1}) AS n) AS known`,
      ],
    },
    {
      what: "sales, their sums and what the search looks in",
      sql: [
        `INSERT INTO purchase (id, item_id, version_id, creator_id, state, payer_kind, chain_id, asset, payer, pay_to, amount, nonce, valid_after,
                               valid_before, signature, x402_version, claimed_at_block, is_bound, delivered_at, created_at, updated_at)
         SELECT ${id("pur", "s")}, ${id("item", "n")}, ${id("ver", "n")}, ${id("cre", "creator")}, 'confirmed',
                CASE WHEN s % 4 = 0 THEN 'agent' ELSE 'person' END::payer_kind, ${chainId}, '${lower(asset)}', payer, ${hex("creator + 1000000", 40)},
                amount, ${hex("s", 64)}, 0, 4102444800, '0x' || repeat('ab', 65), 2, ${FIRST_BLOCK} + s, true, at, at, at FROM filling.sale`,
        searched(0, half),
        `INSERT INTO settlement (purchase_id, creator_id, item_id, chain_id, amount, transaction, log_index, block_number, block_hash, settled_at, finalized_at)
         SELECT ${id("pur", "s")}, ${id("cre", "creator")}, ${id("item", "n")}, ${chainId}, amount, ${hex("s", 64)}, 1, ${FIRST_BLOCK} + s, ${hex("s", 64)},
                at, at + interval '1 minute' FROM filling.sale;
         INSERT INTO reconciliation (id, chain_id, asset, from_block, to_block, finished_at)
         SELECT ${id("rec", "1")}, ${chainId}, '${lower(asset)}', min(block_number), max(block_number), now() FROM settlement`,
        searched(half, items + 1),
        `SELECT setval('item_search_number', ${items}, false)`,
        `INSERT INTO entitlement (id, item_id, wallet, purchase_id, created_at, title, names)
         SELECT ${id("ent", "s")}, ${id("item", "n")}, payer, ${id("pur", "s")}, sale.at, lower(title), lower(title) || ' creator ' || sale.creator
           FROM filling.sale JOIN filling.piece USING (n)`,
        `INSERT INTO settlement_attempt (id, purchase_id, relayer, relayer_nonce, transaction, facilitator, fee_paid, created_at)
         SELECT ${id("att", "s")}, ${id("pur", "s")}, '${lower(accounts.relayer.address)}', s, ${hex("s", 64)}, 'local', 21000, at FROM filling.sale`,
        // In the order of their keys, whose indexes are quicker made so.
        `INSERT INTO item_day (item_id, day, viewed, amount, person_sales, agent_sales, person_delivered, agent_delivered)
         SELECT ${id("item", "n")}, at::date, count(*) * 20, sum(amount), sum((s % 4 <> 0)::int), sum((s % 4 = 0)::int),
                sum((s % 4 <> 0)::int), sum((s % 4 = 0)::int) FROM filling.sale GROUP BY n, at::date ORDER BY n, at::date`,
        `INSERT INTO creator_buyer (creator_id, wallet, sales) SELECT ${id("cre", "creator")}, payer, count(*) FROM filling.sale
          GROUP BY creator, payer ORDER BY creator, payer`,
        `INSERT INTO creator_day (creator_id, day, viewed, amount, person_sales, agent_sales, person_delivered, agent_delivered)
         SELECT ${id("cre", "creator")}, at::date, count(*) * 20, sum(amount), sum((s % 4 <> 0)::int), sum((s % 4 = 0)::int),
                sum((s % 4 <> 0)::int), sum((s % 4 = 0)::int) FROM filling.sale GROUP BY creator, at::date ORDER BY creator, at::date`,
        `INSERT INTO item_total (item_id, creator_id, amount, sales)
         SELECT ${id("item", "n")}, ${id("cre", "creator")}, sum(amount), count(*) FROM filling.sale GROUP BY n, creator ORDER BY n`,
        `INSERT INTO creator_total (creator_id, amount, sales, buyers)
         SELECT ${id("cre", "creator")}, sum(amount), count(*), count(DISTINCT payer) FROM filling.sale GROUP BY creator ORDER BY creator`,
      ],
    },
  ];
};

/** The indexes that no constraint needs, which are quicker made at the end than kept all the while. */
async function takeIndexes(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)`,
  );
  for (const { name } of rows) await pool.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

/** The largest first, so that no core waits for the last. */
async function listTables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      ORDER BY pg_relation_size(oid) DESC`,
  );
  return rows.map(({ name }) => name);
}

/** Neither triggers nor foreign keys: the sums are written here as the triggers would. */
const settings = { session_replication_role: "replica", maintenance_work_mem: "1GB", work_mem: "512MB", jit: "off" };

/** Fills a migrated, empty database. */
export async function fill(databaseUrl: string, size: Size): Promise<void> {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: availableParallelism(), options: options.join(" ") });
  const runAll = (sql: string[]) => Promise.all(sql.map((each) => pool.query(each)));
  try {
    const indexes = await takeIndexes(pool);
    for (const { what, sql } of steps(size)) await step(`Writing ${what}`, () => runAll(sql));
    await pool.query("DROP SCHEMA filling CASCADE");
    await step("Making the indexes", () => runAll(indexes));
    await step("Looking it over", async () => runAll((await listTables(pool)).map((table) => `VACUUM ANALYZE ${table}`)));
  } finally {
    await pool.end();
  }
}
