"use client";
// Comparing long texts takes a while: the browser that asks for it does it, and not the server.
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

export const LazyDiff = dynamic(() => import("./version-diff").then((module) => module.VersionDiff), {
  ssr: false,
  loading: () => <Skeleton className="h-48" />,
});
