"use client";

/** When even the frame of the page fails. Plain, because every page carries it; Next's own weighs three times as much. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <main role="alert">
          <h1>This page could not be put together</h1>
          <p>Something went wrong on our side. No money was moved by it, and what you own is still yours.</p>
          <a href="/">To the market</a>
        </main>
      </body>
    </html>
  );
}
