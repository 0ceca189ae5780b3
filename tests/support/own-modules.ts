// Runs before each test file: a worker plays several, with the packages loaded once and our own modules anew, as in a process of its own.
import { vi } from "vitest";

vi.resetModules();
