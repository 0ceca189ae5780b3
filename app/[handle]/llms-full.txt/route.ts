import { ofCreator } from "@/app/of-creator";
import { serveLlms } from "@/lib/feeds/llms";

export const GET = ofCreator("llms-full.txt", (request, subject) => serveLlms(request, "llms-full.txt", subject));
