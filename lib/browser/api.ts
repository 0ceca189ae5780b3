// Our API as the page in the browser calls it, with its session.
import { createClient } from "../api-client/client";

export const { call } = createClient({ origin: "" });
