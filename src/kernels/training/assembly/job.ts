// A job is a row of doubles in the shared memory: addresses, sizes and settings, which every thread reads alike. In
// `../jobs.ts` stands what each job's numbers are, in the same order.

/** Number `at` of a job. */
export function setting(job: usize, at: i32): f64 {
  return load<f64>(job + ((<usize>at) << 3));
}

/** The same as a count, or as an address or a size in bytes. */
export function size(job: usize, at: i32): usize {
  return <usize>setting(job, at);
}

/** Entry `index` of the 32-bit integers at `start`. */
export function entry(start: usize, index: usize): usize {
  return <usize>load<u32>(start + (index << 2));
}

/** Where entry `index` of the numbers of four bytes at `start` lies. */
export function place(start: usize, index: usize): usize {
  return start + (index << 2);
}
