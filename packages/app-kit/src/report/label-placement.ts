/** A picture, and which texts it gets. */
export interface LabelPlacement {
  /** The points, those whose text matters most first. */
  readonly order: readonly number[];
  readonly width: number;
  readonly height: number;
  /** The height of a line; a character is taken to be 0.58 of it wide. */
  readonly fontSize: number;
  /** No more than so many are placed. */
  readonly count: number;
}

/** A text beside a point. */
export interface PlacedLabel {
  /** Which of the points. */
  readonly point: number;
  /** The middle of the text's line. */
  readonly x: number;
  readonly y: number;
  /** At which end of the text `x` is. */
  readonly anchor: 'start' | 'middle' | 'end';
}

type Point = readonly [x: number, y: number];
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const gap = 6;
const dotRadius = 4;

/**
 * Chooses which points get their text, and on which side, so that no text covers another, or a dot, or leaves the
 * picture: each in turn takes the first free side, or stays without.
 */
export function placeLabels(
  points: readonly Point[],
  texts: readonly string[],
  picture: LabelPlacement,
): PlacedLabel[] {
  const taken = points.map(([x, y]): Box => ({
    left: x - dotRadius,
    right: x + dotRadius,
    top: y - dotRadius,
    bottom: y + dotRadius,
  }));
  const placed: PlacedLabel[] = [];
  for (const point of picture.order) {
    if (placed.length === picture.count) break;
    const width = [...texts[point]!].length * picture.fontSize * 0.58;
    const free = sides(points[point]!, picture.fontSize)
      .map(({ x, y, anchor }) => ({
        point,
        x,
        y,
        anchor,
        box: boxOf({ x, y, anchor }, { width, height: picture.fontSize }),
      }))
      .find(({ box }) => isWithin(box, picture) && !taken.some((other) => overlap(box, other)));
    if (free === undefined) continue;
    taken.push(free.box);
    placed.push({ point, x: free.x, y: free.y, anchor: free.anchor });
  }
  return placed;
}

function sides([x, y]: Point, fontSize: number): Omit<PlacedLabel, 'point'>[] {
  return [
    { x: x + gap, y, anchor: 'start' },
    { x: x - gap, y, anchor: 'end' },
    { x, y: y - gap - fontSize / 2, anchor: 'middle' },
    { x, y: y + gap + fontSize / 2, anchor: 'middle' },
  ];
}

function boxOf(
  { x, y, anchor }: Omit<PlacedLabel, 'point'>,
  { width, height }: { width: number; height: number },
): Box {
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
}

function isWithin(box: Box, { width, height }: LabelPlacement): boolean {
  return box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
