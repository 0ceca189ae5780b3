export const en = {
  title: "Settings",
  sections: {
    profile: "Profile",
    payout: "Where the money goes",
    account: "Keys and sign-ins",
    export: "Take it along",
  },
  profile: {
    name: "Name",
    nameHint: "As readers will see it.",
    handle: "Handle",
    yourPage: "Your page:",
    yourHandle: "your-handle",
    handleMoves: "If you change it, links to the old one keep leading here.",
    bio: "About you",
    bioHint: "A sentence or two under your name.",
    links: "Links",
    linksHint: "Up to five pages of yours elsewhere, one a line, each beginning with https://.",
    saving: "Saving…",
    save: "Save",
    start: "Start selling",
    saved: "Saved",
    picture: "Picture",
  },
  account: {
    textBefore: "Your API keys, and the browsers in which you are signed in, are in ",
    link: "your account",
    textAfter: ".",
  },
  export: {
    textBefore:
      "One ZIP archive with every piece and all its versions, the files you sell, your profile and your sales, as they are now. Plain Markdown and CSV: you can read it without us, and ",
    link: "import it again",
    textAfter: ", here or elsewhere.",
    note: "What your readers bought stays theirs and stays here. A large shop takes a while; an archive that was cut off does not open.",
    button: "Export everything",
  },
};
