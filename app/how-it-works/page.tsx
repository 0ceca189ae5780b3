import { sitePage } from "../site-page/site-page";

const { generateMetadata, Page } = sitePage("how-it-works");

export { generateMetadata };
export default Page;
