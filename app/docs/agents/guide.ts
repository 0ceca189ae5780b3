import type { Network } from "@/lib/x402/networks";

export interface Facts {
  origin: string;
  network: Network;
  /** Whether test USDC is handed out here. */
  faucet: boolean;
  /** A piece that is for sale, so that the examples can be run as they stand. */
  itemId: string;
}

/** The guide for agents and scripts, with this server's own addresses in its examples. */
export function agentGuide({ origin, network, faucet, itemId }: Facts): string {
  const url = `${origin}/api/items/${itemId}/content`;
  const faucetLine = faucet ? ` Test USDC for any address: \`curl -X POST ${origin}/api/wallets/0x…/faucet\`.` : "";
  return `People and programs pay the same address, the same price, and own the result in the same way. The address answers \`402 Payment Required\` with its terms; a client signs one payment in USDC and asks again; the answer is \`200\` with the bytes. There is no key to request and no account to make.

## Look at the terms

\`\`\`sh
curl -i ${url}
\`\`\`

The answer carries the terms twice: as the JSON body in version 1 of x402, and in the \`PAYMENT-REQUIRED\` header (base64) in version 2. Either is enough. In the body stand the same extensions with nothing left out: the terms under our signature (\`offer-receipt\`) and, for catalogues, how the address is asked and what it answers (\`bazaar\`). The network is ${network.label} (\`${network.caip2}\`, in version 1 \`${network.v1}\`), the asset is USDC at \`${network.asset}\`.

## Buy in five lines

\`\`\`js
import { wrapFetchWithPaymentFromConfig } from "@x402/fetch";
import { ExactEvmScheme } from "@x402/evm";
import { privateKeyToAccount } from "viem/accounts";

const schemes = [{ network: "${network.caip2}", client: new ExactEvmScheme(privateKeyToAccount(process.env.KEY)) }];
const pay = wrapFetchWithPaymentFromConfig(fetch, { schemes });
const answer = await pay("${url}");
console.log(await answer.text());
\`\`\`

The wallet needs USDC for the price and nothing for gas: the transfer is submitted for you.${faucetLine}

### With MPP

The same addresses take the charge of MPP (the \`Payment\` authentication scheme, method \`evm\`, credential type \`authorization\`). A client that sends \`Accept-Payment: evm/charge\` finds its challenge in \`WWW-Authenticate\`, answers in \`Authorization: Payment …\`, and gets its \`Payment-Receipt\` with the bytes. The challenge is for one piece at one price and stands for six minutes; a payment by x402 and one by MPP are the same transfer, and one wallet pays a piece once.

\`\`\`js
import { Mppx } from "mppx/client";
import { evm } from "mppx/evm/client";

const account = privateKeyToAccount(process.env.KEY);
const authorization = { name: "${network.domain.name}", version: "${network.domain.version}" };
const { fetch: pay } = Mppx.create({ methods: [evm.charge({ account, authorization, networks: [${network.chainId}] })] });
console.log(await (await pay("${url}")).text());
\`\`\`

Of files there is something to see first: \`GET ${origin}/api/items/item_…/previews\` lists the first pages, a small picture, a few seconds or the first rows of each, for nothing.

## What comes back

| Piece | Answer |
|---|---|
| Article | its Markdown, or with \`Accept: text/html\` a clean HTML fragment |
| Files | a JSON manifest with the name, size, \`sha256\` and \`url\` of each file; each \`url\` is under the same entitlement and answers \`Range\` requests |

A piece is in Markdown at its page's address with \`.md\` behind it, or with \`Accept: text/markdown\`: unpaid a 402 whose body is the free part, what lies behind the line and how to pay; paid, or owned by session or \`SIGN-IN-WITH-X\`, the whole with its free part. [/llms.txt](/llms.txt) lists the newest pieces so, \`?tag=…\` those of a tag, \`/@creator/llms.txt\` those of a creator; \`llms-full.txt\` beside each has their free parts.

Pictures kept with a piece are called \`picture:\` and their SHA-256 in its Markdown. Those of the free part are at \`${origin}/api/items/item_…/pictures/<sha256>\`, for everybody. Where paid content shows some, the answer has \`Pennypost-Pictures\`: the address of each, once its SHA-256 stands in place of \`{sha256}\`, good for an hour. The HTML form has the addresses in it.

\`PAYMENT-RESPONSE\` (or \`X-PAYMENT-RESPONSE\`, to match what you sent) names the transaction. Compare the bytes with the \`sha256\` that the item's page and receipt show.

A payment buys the version that is published when it arrives: \`Pennypost-Version\` in the answer and the receipt name it. Later readings bring the newest version, with the bought one in \`Pennypost-Bought-Version\`; \`?version=bought\` or \`?version=2\` brings that one, or any that was published since.

## Read it again without paying

The 402 carries the x402 extension \`sign-in-with-x\`: sign its challenge with the wallet that paid and ask once more. Nothing is paid and no session is needed; a proof opens one answer, for one address, within five minutes.

\`\`\`js
import { wrapFetchWithSIWx } from "@x402/extensions/sign-in-with-x";

const read = wrapFetchWithSIWx(fetch, privateKeyToAccount(process.env.KEY));
console.log(await (await read("${url}")).text());
\`\`\`

Without the package: decode \`PAYMENT-REQUIRED\`, sign \`extensions["sign-in-with-x"].info\` as an EIP-4361 message for \`${network.caip2}\`, and send it with its signature as base64 JSON in the header \`SIGN-IN-WITH-X\`. An answer of 402 again says why in its \`error\`: this wallet has not bought it, or the proof was used or is too old.

## As tools: MCP

\`${origin}/mcp\` speaks the Model Context Protocol (streamable HTTP, no session, no key):

\`\`\`json
{ "mcpServers": { "pennypost": { "url": "${origin}/mcp" } } }
\`\`\`

| Tool | What it does |
|---|---|
| \`search\`, \`preview\`, \`quote\` | find a piece, see its free part, ask its price; the newest free parts are resources as well |
| \`read\` | the paid content. Unpaid, its result has \`isError\` and x402's \`PaymentRequired\` in \`structuredContent\`; the payment goes into \`_meta["x402/payment"]\`, the settlement comes back in \`_meta["x402/payment-response"]\` |
| \`library\` | what the proved wallet bought, and with \`receiptId\` its signed receipt |
| \`verify_receipt\` | checks a receipt's signatures, and the chain |

A proof, to read again for nothing or to open the library, is the object that \`SIGN-IN-WITH-X\` would carry, in \`_meta["x402/sign-in-with-x"]\`. After \`settlement_pending\`, call again with the same payment and the result's \`pennypost/payment-claim\`. It is the same wall: a piece bought here is owned there, and the other way round.

## A buyer with a cap

An agent that should pay by itself needs bounds that no text can move. The repository's \`npx pennypost-buyer mcp\` is such a wallet, for this and any other x402 site: a cap a piece, a budget a day, a list of hosts, set in its environment alone; \`npx pennypost-buyer buy URL\` does the same from a command line. Its receipts are kept as files, and what it owns it reads again by proof. Both are described in the repository's docs/buyer.md.

## If the answer to a payment may get lost

A payment header delivers once: a mined authorization is public, and must not open what others bought. Send a secret of your own beside it, \`X-PAYMENT-CLAIM\` (32 to 128 letters, digits, hyphens or underscores, at random), and the same payment with the same secret is answered as often as you ask. Whoever sent none finds one in the header \`X-PAYMENT-CLAIM\` of a 503, to be sent with the next try. In version 2 the extension \`payment-identifier\` (\`extensions["payment-identifier"].info.id\`, 16 to 128 of the same characters, kept secret) does the same. The header alone is enough only until a block holds the payment; afterwards it is answered with 409 \`claim_required\`, and you sign in as above.

## Keep the receipt

\`Pennypost-Receipt\` names the purchase, and \`PAYMENT-RESPONSE\` carries a receipt of the extension \`offer-receipt\`, signed by the address in [/.well-known/pennypost.json](/.well-known/pennypost.json). \`GET ${origin}/api/receipts/pur_…\`, in a session of the wallet that paid, answers with the whole receipt as a file, content hash included; [/verify](/verify) and \`npm run verify-receipt\` check it against the chain, without this server.

## What stock clients refuse by default

A client of version 2 declines to pay more than 1 dollar without being told otherwise, one of version 1 more than 0.10, and both decline assets they do not know. Raise the limit in the client's settings for dearer pieces; the terms are the same.

## Terms for machines

[/license.xml](/license.xml) says in RSL 1.0 what machines may do with what is free; each 402 names the licence of its piece, with the price (\`Link: …; rel="license"\`), and has the price alone in \`crawler-price: USD 0.25\`. Send \`crawler-max-price: USD 0.10\` to pay no more than that: dearer pieces answer 402 with \`crawler-error\`, and a payment sent along is not touched.

## When the answer is not 200

| Status | Meaning | What to do |
|---|---|---|
| 402 | unpaid, or refused with a reason in \`error\` | pay, or read the reason; nothing was charged |
| 409 \`already_owned\` | this wallet bought it before | nothing was charged and nothing more is due: ask again with \`SIGN-IN-WITH-X\` in place of the payment, or in a session (\`POST /api/session\`) |
| 409 \`claim_required\` | this payment is made, and its header public | nothing more is due: send it with its \`X-PAYMENT-CLAIM\`, or ask with \`SIGN-IN-WITH-X\` |
| 409 \`payment_conflict\` | this authorization was used for something else | sign a new one |
| 503 \`settlement_pending\` | sent to the chain, not confirmed yet | repeat the same request with its header and the \`X-PAYMENT-CLAIM\` of this answer; never sign again |

Each code has a page under [/docs/errors](/docs/errors).

## Sell, import and export by script

What a creator does in the browser, a script does with an API key from Dashboard, Settings, sent as \`Authorization: Bearer pp_…\`; [/openapi/creator.json](/openapi/creator.json) names the scope of each operation. Only keys themselves and where earnings go need the wallet.

\`\`\`sh
curl -H "Authorization: Bearer pp_…" -o shop.zip ${origin}/api/export
curl -H "Authorization: Bearer pp_…" -o sales.csv ${origin}/api/earnings/sales.csv
npm run import -- FOLDER_OR_ZIP --url ${origin} --key pp_… --dry-run
\`\`\`

The last line is the repository's script: it takes a folder of Markdown with front matter, or an export, and makes nothing twice.

## Find something to buy

\`GET ${origin}/api/items?search=tides&sort=cheapest\` lists what is for sale. What a buyer may ask is described in [/openapi.json](/openapi.json), with prices and protocols as catalogues of paid APIs read them; what creators do in [/openapi/creator.json](/openapi/creator.json), what operators do in [/openapi/operator.json](/openapi/operator.json). A paid URL of the description, asked as it is written there (\`/api/items/{itemId}/content\`), answers with the terms of the cheapest piece.
`;
}
