import { at } from './simd';

// Standard normal numbers, each a function of a seed and its own index alone: whoever draws a part of them draws the
// same. By the ziggurat of 256 layers (G. Marsaglia and W. Tsang, Journal of Statistical Software 5, 2000) with
// separate bits for layer, sign and place (J. Doornik, 2005), from SplitMix64 (G. Steele, D. Lea and C. Flood, OOPSLA
// 2014) as a hash of the index.

const layers: i32 = 256;
/** Where the tail begins, and the area of each layer. */
const tail: f64 = 3.6541528853610088;
const area: f64 = 0.00492867323399;

const golden: u64 = 0x9e3779b97f4a7c15;

/** Right ends of the layers, from the widest to 0, and the density there without its constant. */
const ends: usize = memory.data((256 + 1) * 8, 16);
const heights: usize = memory.data((256 + 1) * 8, 16);
let isTabulated: bool = false;

function tabulate(): void {
  let end = tail;
  let height = Math.exp(-0.5 * end * end);
  store<f64>(ends, area / height);
  store<f64>(heights, 0);
  for (let layer = 1; layer < layers; layer++) {
    store<f64>(at(ends, layer), end);
    store<f64>(at(heights, layer), height);
    height += area / end;
    end = Math.sqrt(-2 * Math.log(min(height, 1)));
  }
  store<f64>(at(ends, layers), 0);
  store<f64>(at(heights, layers), 1);
  isTabulated = true;
}

function mix(word: u64): u64 {
  let z = word;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** Uniform on [0, 1), from the upper 53 bits. */
function uniform(word: u64): f64 {
  return <f64>(<i64>(word >> 11)) * (1.0 / 9007199254740992.0);
}

/** The numbers of index `first` to `first` + `count` − 1, of a seed of which every bit counts. */
export function fillNormals(seed: f64, first: i32, count: i32, into: usize): void {
  if (!isTabulated) tabulate();
  let word = mix(reinterpret<u64>(seed)) + golden * <u64>first;
  for (let i = 0; i < count; i++) {
    word += golden;
    const bits = mix(word);
    const layer = <i32>(bits & 255);
    const size = uniform(bits) * load<f64>(at(ends, layer));
    const inside = size < load<f64>(at(ends, layer + 1));
    store<f64>(at(into, i), inside ? (bits & 256 ? -size : size) : outside(bits, layer, size));
  }
}

/** Where the place is not below the whole of the layer above: in the tail, in the rim, or refused and drawn again. */
function outside(bits: u64, layer: i32, size: f64): f64 {
  let word = bits;
  while (size >= load<f64>(at(ends, layer + 1))) {
    if (layer === 0) {
      size = tailFrom(word);
      break;
    }
    const below = load<f64>(at(heights, layer));
    const height = below + uniform(mix((word += golden))) * (load<f64>(at(heights, layer + 1)) - below);
    if (height < Math.exp(-0.5 * size * size)) break;
    bits = mix((word += golden));
    layer = <i32>(bits & 255);
    size = uniform(bits) * load<f64>(at(ends, layer));
  }
  return bits & 256 ? -size : size;
}

/** G. Marsaglia, Technometrics 6, 1964. */
function tailFrom(word: u64): f64 {
  let x: f64 = 0;
  let y: f64 = 0;
  do {
    x = -Math.log(1 - uniform(mix((word += golden)))) / tail;
    y = -Math.log(1 - uniform(mix((word += golden))));
  } while (y + y <= x * x);
  return tail + x;
}
