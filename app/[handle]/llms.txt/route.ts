import { ofCreator } from "@/app/of-creator";
import { serveLlms } from "@/lib/feeds/llms";

export const GET = ofCreator("llms.txt", (request, subject) => serveLlms(request, "llms.txt", subject));
