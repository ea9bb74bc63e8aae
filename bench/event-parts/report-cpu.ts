/** Tells the parent process on which port this one serves, and, when it asks, how much CPU time was spent, in µs. */
export function reportCpu(port: number): void {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  process.on("disconnect", () => process.exit());
  process.send?.(port);
}
