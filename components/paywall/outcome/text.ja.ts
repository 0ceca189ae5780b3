import type { OwnedHow, PriceNotice } from "../wall-machine";
import type { en } from "./text.en";

const insufficient = "ウォレットの USDC が足りません。";
const late = "時間がかかりすぎて、署名の期限が切れました。";

const notices: Record<Exclude<PriceNotice, "offline">, string> = {
  declined: "キャンセルしました。支払いは発生していません。",
  not_bought: "このウォレットでは購入されていません。別のウォレットで支払った場合は、切り替えてからサインインしてください。",
  busy: "Pennypost がただいま応答できません。署名も支払いも発生していません。1分ほど待ってから、もう一度お試しください。",
  sign_in_refused: "署名が受け付けられませんでした。支払いは発生していません。もう一度サインインしてください。",
  faucet_empty: "このウォレットは、受け取れるテスト用 USDC の上限に達しています。支払いは発生していません。",
  wallet_failed: "ウォレットから応答がありません。支払いは発生していません。ロックを解除して、もう一度お試しください。",
  wallet_busy: "ウォレットに、まだ答えていない確認があります。先にそちらを済ませてください。支払いは発生していません。",
  wallet_left: "署名の前にウォレットの接続が切れました。何も送信されず、支払いも発生していません。",
  account_switched:
    "署名の前に、ウォレットのアカウントが切り替わりました。何も送信されず、支払いも発生していません。下のアカウントで支払う場合は、もう一度押してください。",
  signed_late: "署名が期限に間に合わなかったため、送信しませんでした。支払いは発生していません。もう一度署名してください。",
  not_as_shown: "サーバーの求める内容が、このページの表示と異なります。署名も支払いも発生していません。",
};

const owned: Record<OwnedHow, string> = {
  remembered: "署名を一度だけして、ご本人であることを確認してください。費用はかかりません。",
  refused: "今回の支払いは発生していません。署名を一度だけして本人確認をすると開きます。費用はかかりません。",
  paid: "購入済みです。支払いは一度だけ行われました。署名を一度だけして本人確認をすると開きます。費用はかかりません。",
};

const reasons: Record<string, string> = {
  insufficient_funds: insufficient,
  invalid_exact_evm_insufficient_balance: insufficient,
  invalid_exact_evm_payload_signature: "署名が受け付けられませんでした。",
  eip6492_factory_not_allowed:
    "この種類のスマートウォレットは、一度使用してからでないと利用できません。先に何か送金してから、もう一度お試しください。",
  invalid_exact_evm_payload_authorization_valid_before: late,
  invalid_exact_evm_payload_authorization_valid_after:
    "署名がまだ有効になっていません。この端末の時計がずれているかもしれません。",
  invalid_exact_evm_payload_authorization_value: "署名された価格が異なります。",
  invalid_payment_requirements: "表示された条件と異なる条件で署名されています。価格を確認して、もう一度お試しください。",
  invalid_transaction_state: "承認が取り消されたか、別の場所で使用されたか、トークン側で拒否されました。",
  wallet_blocked: "このウォレット、または作者のウォレットとの支払いは、サイトの運営者により受け付けられていません。",
  payment_conflict: "同じ支払いが、すでに別の購入に使われています。",
};

const review = "メッセージに署名します。サーバーが受け付けるまで、お金は動きません。";

export const ja: typeof en = {
  notices,
  waiting: {
    connecting: {
      title: "ウォレットを待っています…",
      text: "ウォレットを選び、接続を許可してください。接続だけでは支払いは発生しません。",
    },
    switching: {
      title: "ウォレットを待っています…",
      text: (network) =>
        `別のネットワークになっています。${network} への切り替えを許可してください。切り替えだけでは支払いは発生しません。`,
    },
    proving: {
      title: "ウォレットを待っています…",
      text: "ウォレットで一度だけ署名して、サインインしてください。費用はかからず、お金も動きません。",
    },
    signing: { title: "ウォレットで確認してください", text: review },
  },
  openWallet: "ウォレットを開いてください。あなたの操作を待っています。",
  paying: { title: "支払い中…", text: "数秒で終わります。ページを開いたままお待ちください。" },
  steps: ["署名", "検証", "決済", "お届け"],
  done: "完了",
  unknown: {
    title: "確認中です。もう一度支払わないでください。",
    text: "支払いは送信されましたが、結果がまだわかりません。わかるまで、このページが自動で問い合わせます。お金が動いていれば作品が開き、動いていなければその旨をお知らせします。",
  },
  cancel: "キャンセル",
  retry: "もう一度試す",
  reload: "ページを再読み込み",
  prove: {
    on: (day) => `${day}に購入済みです`,
    title: { remembered: "購入済みです", refused: "このウォレットで購入済みです", paid: "お支払いが届きました" },
    text: owned,
    confirm: "本人確認をする",
    another: "別のウォレットを使う",
  },
  wrongNetwork: {
    title: "ウォレットが別のネットワークにあります",
    text: (network) => `この作品は ${network} で販売されています。支払いは発生していません。`,
    action: (network) => `${network} に切り替える`,
  },
  lowBalance: {
    title: "USDC が足りません",
    text: (balance, price) => `残高は ${balance}、価格は ${price} です。支払いは発生していません。`,
    addTest: (network) => `フォーセットで ${network} のテスト用 USDC を受け取ってください。`,
    add: (network) =>
      `${network} の USDC をこのウォレットに追加してください。ウォレット内での購入、取引所や別のウォレットからの送金ができます。`,
    faucet: "テスト用 USDC を受け取って購入する",
  },
  funding: {
    address: (network) => `このウォレットの ${network} のアドレス`,
    copy: "アドレスをコピー",
    code: "QR コードを表示",
    codeLabel: "アドレスの QR コード",
    buy: "USDC を購入",
    watched: "入金はこのページが自動で確認し、届きしだい先へ進みます。",
    unwatched: "確認を終了しました。入金後に、もう一度お試しください。",
  },
  priceChanged: {
    title: (price) => `価格が ${price} になりました`,
    text: "お読みになっている間に変わりました。支払いは発生していません。続けるには、新しい価格を確認してください。",
  },
  failed: {
    title: "支払いは成立しませんでした",
    text: (reason) => `代金は引き落とされていません。${reasons[reason] ?? "ネットワークに受け付けられませんでした。"}`,
  },
  paused: {
    title: "支払いを一時停止しています",
    text: "支払いは発生していません。無料の部分はこのまま読めます。しばらくしてから、もう一度お試しください。",
  },
  gone: {
    title: "販売を終了しました",
    text: "作者が公開を取りやめました。支払いは発生していません。以前に購入した方は、そのウォレットでサインインすると開けます。",
  },
  loadFailed: {
    title: "購入済みです",
    text: "読み込めませんでした。もう一度支払う必要はありません。再試行してください。",
  },
  open: {
    fresh: "購入しました",
    owned: "購入済み",
    receipt: "領収書",
  },
};
