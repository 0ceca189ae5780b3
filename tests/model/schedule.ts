// What each command of a schedule does to the world.
import { isPublic, isUsed, meddle, mine, reorganise } from "./chain";
import { type Command, itemOf } from "./commands";
import { isRival, stepTask, sweep } from "./protocol";
import type { Task, World } from "./world";

function leave(world: World, auth: number): void {
  const key = `${auth}`;
  const fresh = {
    key,
    auth,
    item: itemOf(auth),
    state: "claimed" as const,
    nonce: null,
    sharedNonce: null,
    evidence: null,
    isAtFault: false,
    deliveries: 0,
  };
  const isBeaten = [...world.purchases.values()].some((other) => isRival(other, fresh));
  if (world.purchases.has(key) || isBeaten || isUsed(world, auth)) return;
  world.seen.add(auth);
  world.purchases.set(key, fresh);
}

function newTask(world: World, { auth, item, bytes }: { auth: number; item: number; bytes: number }, company: number[]): Task {
  world.seen.add(auth);
  const key = world.mutant === "key by header bytes" ? `${auth}/${bytes}` : `${auth}`;
  const isCopied = isPublic(world, auth);
  return { auth, item, key, step: "look", company, nonce: null, impatient: false, isCopied, isLate: false };
}

export function apply(world: World, command: Command): void {
  switch (command.type) {
    case "present":
      world.tasks.push(newTask(world, command, []));
      return;
    case "together": {
      const { auths } = command;
      const tasks = auths.map((auth) => newTask(world, { auth, item: itemOf(auth), bytes: 0 }, [...auths]));
      // As far as what begins them.
      world.tasks.push(...tasks.filter((task) => stepTask(world, task) && (task.step !== "foresee" || stepTask(world, task))));
      return;
    }
    case "starve":
      world.starves = true;
      return;
    case "step":
    case "impatience": {
      const task = world.tasks[command.task % Math.max(1, world.tasks.length)];
      if (!task) return;
      if (command.type === "impatience") task.impatient = true;
      const count = command.type === "step" ? command.count : 1;
      for (let step = 0; step < count; step++)
        if (!stepTask(world, task)) {
          world.tasks.splice(world.tasks.indexOf(task), 1);
          return;
        }
      return;
    }
    case "kill":
      world.tasks = [];
      world.counts.killed++;
      return;
    case "leave":
      leave(world, command.auth);
      return;
    case "sweep":
      sweep(world);
      return;
    case "mine":
      mine(world);
      return;
    case "drop":
      world.mempool.pop();
      return;
    case "reorg":
      reorganise(world, command.depth, command.keep);
      return;
    case "front-run":
      meddle(world, command.auth, "paid");
      return;
    case "cancel":
      meddle(world, command.auth, "cancelled");
      return;
  }
}
