/** Parts of a picture as SVG. Lengths are in pixels, colours as CSS writes them; what is written is only ever text. */

type Anchor = 'start' | 'middle' | 'end';

export function svgRectangle(x: number, y: number, width: number, height: number, fill: string, opacity = 1): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${faint('fill', opacity)}/>`;
}

export function svgText(x: number, y: number, written: string, fill: string, anchor: Anchor): string {
  return `<text x="${x}" y="${y}" fill="${fill}" text-anchor="${anchor}">${safe(written)}</text>`;
}

/** Read from below, with its middle at a place. */
export function svgUpright(x: number, y: number, written: string, fill: string): string {
  return `<text transform="translate(${x} ${y}) rotate(-90)" fill="${fill}" text-anchor="middle">${safe(written)}</text>`;
}

function safe(written: string): string {
  return written.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A file of its own, a line long. */
export function svgFile(width: number, height: number, fontSize: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="${fontSize}">${parts.join('')}</svg>\n`;
}

export function faint(what: 'fill' | 'stroke', opacity: number): string {
  return opacity === 1 ? '' : ` ${what}-opacity="${opacity}"`;
}
