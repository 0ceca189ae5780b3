import { crashTests } from "./crash";

crashTests("remotely");
