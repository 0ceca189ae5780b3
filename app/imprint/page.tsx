import { sitePage } from "../site-page/site-page";

const { generateMetadata, Page } = sitePage("imprint");

export { generateMetadata };
export default Page;
