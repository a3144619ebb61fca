import { grown } from './growing-array.js';

/**
 * What one merge changes on one side of the new token, gathered by the token that stands there: how often it stood
 * beside the merged pair, and where it stands beside the new token now.
 */
export class NeighbourChanges {
  /** The neighbours that were met, each once. */
  neighbours = new Int32Array(64);
  /** How many neighbours were met. */
  size = 0;
  /** By neighbour: how often it is no longer beside the part of the pair that it stood beside. */
  readonly removed: Float64Array;
  /** By neighbour: how often it is beside the new token. */
  readonly added: Float64Array;
  /** By neighbour: at how many positions it is beside the new token. */
  readonly places: Int32Array;
  /** By neighbour: where its positions end, after {@link sortPlaces}. */
  readonly ends: Int32Array;
  /** How many positions there are in all. */
  placeCount = 0;
  private readonly isMet: Uint8Array;
  private placeNeighbours = new Int32Array(1 << 10);
  private placePositions = new Int32Array(1 << 10);

  constructor(vocabularySize: number) {
    this.removed = new Float64Array(vocabularySize);
    this.added = new Float64Array(vocabularySize);
    this.places = new Int32Array(vocabularySize);
    this.isMet = new Uint8Array(vocabularySize);
    this.ends = new Int32Array(vocabularySize);
  }

  /** `neighbour` lost the part of the pair that it stood beside, `weight` times. */
  remove(neighbour: number, weight: number): void {
    this.meet(neighbour);
    this.removed[neighbour]! += weight;
  }

  /** `neighbour` has the new token beside it, `weight` times; the two stand at `position`. */
  add(neighbour: number, weight: number, position: number): void {
    this.meet(neighbour);
    this.added[neighbour]! += weight;
    this.places[neighbour]!++;
    if (this.placeCount === this.placePositions.length) {
      this.placeNeighbours = grown(this.placeNeighbours, 0);
      this.placePositions = grown(this.placePositions, 0);
    }
    this.placeNeighbours[this.placeCount] = neighbour;
    this.placePositions[this.placeCount++] = position;
  }

  /** Sorts the positions by neighbour into `room` from `start` on, each neighbour's in the order in which they came. */
  sortPlaces(room: Int32Array, start: number): void {
    const { ends, neighbours, placeNeighbours, placePositions } = this;
    for (let index = 0; index < this.size; index++) {
      ends[neighbours[index]!] = start;
      start += this.places[neighbours[index]!]!;
    }
    for (let place = 0; place < this.placeCount; place++) {
      room[ends[placeNeighbours[place]!]!++] = placePositions[place]!;
    }
  }

  clear(): void {
    for (let index = 0; index < this.size; index++) {
      const neighbour = this.neighbours[index]!;
      this.removed[neighbour] = this.added[neighbour] = this.places[neighbour] = this.isMet[neighbour] = 0;
    }
    this.size = this.placeCount = 0;
  }

  private meet(neighbour: number): void {
    if (this.isMet[neighbour] === 1) return;
    this.isMet[neighbour] = 1;
    if (this.size === this.neighbours.length) this.neighbours = grown(this.neighbours, 0);
    this.neighbours[this.size++] = neighbour;
  }
}
