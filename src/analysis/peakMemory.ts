/** The most memory that was resident, in bytes: of the whole process, its worker threads too. */
export function peakMemoryBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
