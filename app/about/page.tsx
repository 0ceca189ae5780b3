import { sitePage } from "../site-page/site-page";

const { generateMetadata, Page } = sitePage("about");

export { generateMetadata };
export default Page;
