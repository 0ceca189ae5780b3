import { crashTests } from "./crash";

crashTests("by itself");
