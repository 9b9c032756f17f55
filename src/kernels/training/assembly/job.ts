// A job is a row of doubles in the shared memory, and behind it the same numbers as 32-bit integers: addresses, sizes and
// settings, which every thread reads alike.

/** Settings of a job, at most, as in `../jobs.ts`. */
const jobSettings: usize = 24;

/** Number `at` of a job. */
export function setting(job: usize, at: i32): f64 {
  return load<f64>(job + ((<usize>at) << 3));
}

/** The same as a count, or as an address or a size in bytes. An engine may convert a double anew in every turn of a loop. */
export function size(job: usize, at: i32): usize {
  return entry(job + (jobSettings << 3), at);
}

/** Entry `index` of the 32-bit integers at `start`. */
export function entry(start: usize, index: usize): usize {
  return <usize>load<u32>(start + (index << 2));
}

/** Where entry `index` of the numbers of four bytes at `start` lies. */
export function place(start: usize, index: usize): usize {
  return start + (index << 2);
}
