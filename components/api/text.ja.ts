import type { RefusalCode } from "@/lib/kernel/errors";
import type { FieldIssue, IssueCode, IssueParams } from "@/lib/kernel/field-issues";
import type { en } from "./text.en";

const problems: Record<RefusalCode | "internal", string> = {
  invalid_request: "入力内容を確認してください。",
  invalid_payment_header: "支払いの情報を読み取れませんでした。お金は動いていません。",
  not_signed_in: "サインインが必要です。ウォレットでサインインしてください。",
  sign_in_refused: "サインインできませんでした。もう一度お試しください。",
  not_allowed: "この操作は許可されていません。",
  hidden: "この作品は運営者により非表示になっています。公開の再開は運営者にお問い合わせください。",
  suspended: "運営者により販売が停止されているため、公開や名前の変更はできません。理由はダッシュボードで確認できます。",
  wallet_blocked:
    "このウォレット、または受取先のウォレットとの支払いは、運営者により受け付けられていません。お金は動いていません。",
  not_found: "見つかりませんでした。ページを再読み込みしてください。",
  timed_out: "送信が途中で止まったため、終了しました。もう一度お試しください。",
  conflict: "ほかの場所で先に変更されました。ページを再読み込みしてください。",
  handle_taken: "このハンドルはすでに使われています。",
  slug_taken: "このアドレスは、あなたの別の作品ですでに使われています。",
  already_owned: "購入済みの作品です。支払いは必要ありません。",
  claim_required:
    "支払いは完了しています。この端末で購入したことを確認できないため、支払ったウォレットでサインインしてください。",
  own_item: "ご自身の作品は購入できません。",
  payment_conflict: "この支払いは別の購入に使われています。",
  faucet_empty: "テスト用 USDC の配布が終了しています。",
  removed: "この作品は公開を終了しています。",
  too_large: "サイズが上限を超えています。",
  quota_exceeded: "保存容量の上限に達しました。",
  unsupported_media_type: "この形式には対応していません。画像は JPEG、PNG、WebP、GIF をお使いください。",
  range_not_satisfiable: "ファイルの指定された範囲がありません。",
  not_publishable: "まだ公開できません。足りない項目をご確認ください。",
  signature_refused: "署名を確認できませんでした。正しいウォレットで署名してください。",
  checksum_mismatch: "届いたファイルが元と一致しませんでした。もう一度お試しください。",
  too_many_requests: "操作が続いたため、しばらく受け付けられません。少し待ってからお試しください。",
  settlement_pending: "支払いを確認しています。少し待ってから、もう一度お試しください。",
  payments_paused: "支払いが一時停止しています。少し待ってからお試しください。",
  unavailable: "サーバーに接続できませんでした。接続を確認して、もう一度お試しください。",
  storage_full: "サーバーの保存領域がいっぱいです。届いた分は保存されています。しばらくしてから続けてください。",
  internal: "処理できませんでした。少し待ってからもう一度お試しください。",
};

/** How the fields that have a form of their own are written. */
const forms: Record<string, string> = {
  slug: "アドレスには a–z の小文字、数字、ハイフンを使えます。",
  price: "価格は $0.001 から $10,000 まで、小数6桁以内の数字で入力してください（例：0.25）。",
  tags: "タグには文字・数字・空白・ハイフンを使えます。",
  handle: "ハンドルには a–z の小文字、数字、ハイフンを3〜30文字で使えます。",
  links: "https:// で始まるアドレスを入力してください。",
  payTo: "ウォレットのアドレスを入力してください（0x と40桁の16進数）。",
  name: '名前に / \\ : * ? " < > | は使えません。',
  filename: '名前に / \\ : * ? " < > | は使えません。',
  at: "日時の形式が正しくありません。",
};

const missing: Record<string, string> = {
  title: "タイトルを入力してください。",
  content: "有料部分を入力してください。読者が購入する部分です。",
  files: "ファイルを一つ以上追加してください。読者が購入するものです。",
  displayName: "読者に表示する名前を入力してください。",
  scopes: "キーに許可する操作を選んでください。",
};

const outOfRange: Record<string, string> = {
  at: "一年以内の、これから先の日時を選んでください。",
};

const range = ({ min, max }: IssueParams) =>
  min !== undefined && max !== undefined ? `${min} から ${max} まで` : min !== undefined ? `${min} 以上` : `${max ?? ""} 以下`;

/** Text is limited in characters, or in bytes with their unit ("2 MB"). */
const length = (max: IssueParams["max"]) => (typeof max === "number" ? `${max}文字` : ` ${max} `);

const issues: Record<IssueCode, (params: IssueParams, field: string) => string> = {
  missing: (_, field) => missing[field] ?? "入力してください。",
  wrong_type: (_, field) => forms[field] ?? missing[field] ?? "入力内容を確認してください。",
  wrong_form: (_, field) => forms[field] ?? "形式が正しくありません。",
  too_short: ({ min }) => `${min}文字以上で入力してください。`,
  too_long: ({ max }) => `${length(max)}以内で入力してください。`,
  too_few: ({ min }, field) => missing[field] ?? `${min}つ以上選んでください。`,
  too_many: ({ max }) => `${max}個までにしてください。`,
  out_of_range: (params, field) => outOfRange[field] ?? `${range(params)}で入力してください。`,
  not_an_option: (_, field) => missing[field] ?? "選択肢から選んでください。",
  unknown_field: () => "この項目は受け付けられません。",
  control_characters: () => "制御文字や、一行の項目での改行は使えません。",
  deceptive_characters: () => "見えない文字、文字の向きを変える文字、一文字に重ねすぎた記号は使えません。",
  no_visible_character: () => "文字・数字・記号を一つ以上入力してください。",
  reserved: (_, field) =>
    field === "payTo" ? "このアドレスに送られたお金は失われます。" : "予約されているため使えません。別のものをお選びください。",
  taken: () => "すでに使われています。別のものをお選びください。",
  unchanged: () => "現在の設定と同じです。",
};

export const ja: typeof en = {
  problem: (code) => problems[code as RefusalCode] ?? problems.internal,
  issue: ({ path, code, params = {} }: FieldIssue) => issues[code](params, path.split(".")[0] ?? ""),
};
