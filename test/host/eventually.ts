/** Tries until it works; the last failure is the reason given. */
export async function eventually<T>(what: string, attempt: () => Promise<T>, limit = 15_000): Promise<T> {
  const started = Date.now();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() - started > limit) {
        throw new Error(
          `Waited ${limit / 1000} s in vain for ${what}. ${error instanceof Error ? error.message : ''}`,
          {
            cause: error,
          },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
