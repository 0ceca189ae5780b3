import type { en } from "./text.en";

export const ja: typeof en = {
  copyAddress: "アドレスをコピー",
  ownWallet: "サインインに使っているウォレットです。",
  otherWallet: "売上の受け取り用に選んだウォレットです。サインインには別のウォレットを使っています。",
  arrives: (network) =>
    `売上は決済と同時に、${network} の USDC でここへ届きます。出金の手続きはなく、Pennypost が残高を預かることもありません。`,
  change: "別のウォレットで受け取る",
  changeText:
    "いまのウォレットと新しい受け取り先の両方で、一つのメッセージに署名します。これにより、他人が受け取り先を変えることも、入力を誤ったアドレスに代金が消えることもありません。サインインには引き続きいまのウォレットを使います。",
  address: "受け取り先のウォレットのアドレス",
  cancel: "キャンセル",
  busy: "お待ちください…",
  goOn: "署名へ進む",
  history: (changes) => `これまでの変更：${changes}回`,
  fromTo: (from, to) => `${from} から ${to}`,
  pending: {
    label: "署名待ちの変更",
    title: "二つの署名で完了します",
    text: (ends) =>
      `両方のウォレットで同じ文章に署名します。署名で代金が動くことはありません。完了するまでは、これまでどおりの受け取り先に届きます。期限は ${ends} です。`,
    account: "あなたのアカウント",
    payTo: "受け取り先のウォレット",
    message: "署名する文章",
    copyMessage: "文章をコピー",
    cancel: "変更を取りやめる",
    done: "これからの売上は新しいウォレットに届きます。",
    wrongWallet: (chosen, wanted) => `接続されたのは ${chosen} です。署名するには ${wanted} を接続してください。`,
    signed: "署名済み",
    sign: "署名",
    signOf: (who) => `署名：${who}`,
    elsewhere: "Safe などほかの場所で署名した場合",
    signatureOf: (who) => `署名の値：${who}`,
    handIn: "提出",
  },
};
