/** Runs before the first paint, so that the chosen theme and text size apply without a flash or a jump. */
export const themeScript = `try{var t=localStorage.getItem("theme");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t;var s=localStorage.getItem("text-size");if(s)document.documentElement.dataset.textSize=s}catch(e){}`;
