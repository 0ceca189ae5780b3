/** Runs before the first paint, so that a chosen theme never flashes the other one, and a chosen size of text moves nothing. */
export const themeScript = `try{var t=localStorage.getItem("theme");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t;var s=localStorage.getItem("text-size");if(s)document.documentElement.dataset.textSize=s}catch(e){}`;
