// What is asked of a market of any size: each page and route with its target.
import { itemId } from "./fill";

export interface Visit {
  /** As in "S1". */
  id: string;
  what: string;
  /** Asked in turn. */
  paths: string[];
  as: "stranger" | "creator" | "reader";
  status?: number;
  /** Milliseconds that the slowest twentieth may take at full size. */
  target: number;
}

const search = (...words: string[]) => words.map((each) => `/api/items?search=${encodeURIComponent(each)}`);

/** `deep` is the cursor of a page deep in the list of newest pieces. */
export const visits = (deep: string): Visit[] => [
  { id: "S1", what: "dashboard", paths: ["/dashboard"], as: "creator", target: 100 },
  { id: "S1", what: "list of own pieces", paths: ["/dashboard/items"], as: "creator", target: 100 },
  { id: "S2", what: "earnings page", paths: ["/dashboard/earnings"], as: "creator", target: 100 },
  { id: "S2", what: "/api/earnings", paths: ["/api/earnings"], as: "creator", target: 100 },
  { id: "S2", what: "/api/earnings/items", paths: ["/api/earnings/items"], as: "creator", target: 100 },
  { id: "S2", what: "/api/earnings/sales", paths: ["/api/earnings/sales"], as: "creator", target: 100 },
  { id: "S2", what: "funnel of all", paths: ["/api/earnings/funnel"], as: "creator", target: 100 },
  { id: "S2", what: "funnel of one", paths: [`/api/earnings/funnel?itemId=${itemId(1)}`], as: "creator", target: 100 },
  { id: "S3", what: "cheapest", paths: ["/api/items?sort=cheapest"], as: "stranger", target: 50 },
  { id: "S3", what: "dearest", paths: ["/api/items?sort=dearest"], as: "stranger", target: 50 },
  { id: "S3", what: "long, at most $0.01", paths: ["/api/items?length=long&maxPrice=0.01"], as: "stranger", target: 50 },
  { id: "S4", what: "market page", paths: ["/"], as: "stranger", target: 100 },
  { id: "S4", what: "newest", paths: ["/api/items"], as: "stranger", target: 100 },
  { id: "S4", what: "newest, deep", paths: [`/api/items?cursor=${encodeURIComponent(deep)}`], as: "stranger", target: 100 },
  {
    id: "S4",
    what: "a tag, common and rare",
    paths: ["/api/items?tag=bakelfen", "/api/items?tag=wycofen"],
    as: "stranger",
    target: 100,
  },
  { id: "S4", what: "a tag's cheapest", paths: ["/api/items?tag=bakelfen&sort=cheapest"], as: "stranger", target: 100 },
  { id: "S4", what: "tags", paths: ["/api/tags"], as: "stranger", target: 100 },
  { id: "S4", what: "search, common", paths: search("bakelfen", "cokelfen"), as: "stranger", target: 100 },
  { id: "S4", what: "search, rare", paths: search("wywyven", "venwyven"), as: "stranger", target: 100 },
  { id: "S4", what: "search, mistyped", paths: search("wywyvne", "vnewyven"), as: "stranger", target: 100 },
  { id: "S4", what: "search, two words", paths: search("bakelfen cokelfen", "dikelfen bajigor"), as: "stranger", target: 100 },
  { id: "S4", what: "search, Japanese", paths: search("満ち引き", "潮"), as: "stranger", target: 100 },
  { id: "S4", what: "search, nothing", paths: search("zzyzx qqq"), as: "stranger", target: 100 },
  { id: "S4", what: "creator's page", paths: ["/@creator-0"], as: "stranger", target: 100 },
  { id: "S4", what: "article's page", paths: ["/@creator-0/piece-1", "/@creator-0/piece-4"], as: "stranger", target: 100 },
  { id: "S4", what: "402", paths: [`/api/items/${itemId(1)}/content`], as: "stranger", status: 402, target: 50 },
  { id: "S5", what: "library page", paths: ["/library"], as: "reader", target: 100 },
  { id: "S5", what: "library by title", paths: ["/api/library?sort=title"], as: "reader", target: 100 },
  { id: "S5", what: "library, search", paths: ["/api/library?search=bakelfen"], as: "reader", target: 100 },
  { id: "S5", what: "owned article", paths: [`/api/items/${itemId(1)}/content`], as: "reader", target: 50 },
];
