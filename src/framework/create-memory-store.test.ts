import { createMemoryStore } from "./create-memory-store.ts";
import { testStateStore } from "./ports/state-store.contract.ts";

testStateStore(createMemoryStore);
