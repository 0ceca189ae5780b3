"use client";

/** When even the frame of the page fails, its language with it. Plain, because every page carries it; Next's own weighs three times as much. */
export default function GlobalError() {
  return (
    <html lang="en">
      <head>
        <meta name="color-scheme" content="light dark" />
      </head>
      <body style={{ margin: "10vh auto", maxWidth: "34rem", padding: "0 1rem", font: "1.125rem/1.6 Georgia, serif" }}>
        <main role="alert">
          <h1>This page could not be put together</h1>
          <p>Something went wrong on our side. No money was moved by it, and what you own is still yours.</p>
          <p>
            <a href="/">To the market</a>
          </p>
          <div lang="ja">
            <h1>ページを表示できませんでした</h1>
            <p>こちら側で問題が起きました。お金は動いていません。購入済みの作品はこれまでどおりあなたのものです。</p>
            <p>
              <a href="/">マーケットへ</a>
            </p>
          </div>
        </main>
      </body>
    </html>
  );
}
