import type { Texts } from "@/lib/i18n/locales";

const en = {
  copyAddress: "Copy the address",
  ownWallet: "The wallet you signed in with.",
  otherWallet: "A wallet you chose for your sales; you sign in with another.",
  arrives: (network: string) =>
    ` Each sale arrives there the moment it settles, in USDC on ${network}. There is nothing to pay out and no balance with us.`,
  change: "Be paid at another wallet",
  changeText:
    "Both wallets sign one message: this one, and the one to be paid. So nobody else can redirect your money, and no mistyped address can swallow it. You keep signing in with this one.",
  address: "Address of the wallet to be paid",
  cancel: "Cancel",
  busy: "One moment…",
  goOn: "Continue to signing",
  history: (changes: number) => (changes === 1 ? "One change so far" : `${changes} changes so far`),
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  pending: {
    label: "A change that waits for signatures",
    title: "Two signatures, and it is done",
    beforeTime: "Both wallets sign the same words, which move no money. Until then you are paid where you were. Ends on ",
    afterTime: ".",
    account: "Your account",
    payTo: "The wallet to be paid",
    message: "The message",
    copyMessage: "Copy the message",
    cancel: "Cancel the change",
    done: "From now on you are paid at the new wallet.",
    wrongWallet: (chosen: string, wanted: string) => `That is ${chosen}. Connect ${wanted} to sign for it.`,
    signed: "Signed",
    sign: "Sign",
    signOf: (who: string) => `Sign: ${who}`,
    elsewhere: "Signed elsewhere, as with a Safe?",
    signatureOf: (who: string) => `Signature: ${who}`,
    handIn: "Hand it in",
  },
};

const ja: typeof en = {
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
    beforeTime:
      "両方のウォレットで同じ文章に署名します。署名で代金が動くことはありません。完了するまでは、これまでどおりの受け取り先に届きます。期限は ",
    afterTime: " です。",
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

export const text: Texts<typeof en> = { en, ja };
