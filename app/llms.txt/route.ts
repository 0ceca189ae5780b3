import { marketLlms } from "@/app/llms.txt/market-llms";

export const GET = marketLlms("llms.txt");
