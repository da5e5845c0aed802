import type { Component } from '../builder/authoring/component.js';
import type { GroupBuilder } from '../builder/authoring/group.js';
import type { PathPoint } from '../builder/authoring/path-point.js';
import type { Nest } from './nest.js';

/** The two sides, as the viewer sees them. */
export const SIDES = ['left', 'right'] as const;

/** A side, as the viewer sees it. */
export type Side = (typeof SIDES)[number];

/** One of each side. */
export type Pair<T> = Readonly<Record<Side, T>>;

/** -1 on the left, 1 on the right. */
export const SIGN: Pair<-1 | 1> = { left: -1, right: 1 };

/** One for each side. */
export function pair<T>(make: (side: Side) => T): Pair<T> {
  return { left: make('left'), right: make('right') };
}

/** Motions of the head, outermost first: {@link nest} a group for each around the neck. */
export const HEAD_MOTIONS = ['idle', 'turn', 'stress', 'listen', 'talk', 'gesture', 'mood'] as const;

/** Motions of the upper body, outermost first; around a point at the lower edge of the picture. */
export const BODY_MOTIONS = ['idle', 'stress', 'gesture'] as const;

/** Motions of a brow, outermost first. */
export const BROW_MOTIONS = ['turn', 'lift', 'listen', 'talk', 'gesture', 'mood'] as const;

/** An outline that can be opened and shut. */
export interface Lid {
  /** In the order of the points. */
  readonly vertices: readonly Component[];
  readonly open: readonly PathPoint[];
  readonly shut: readonly PathPoint[];
}

/** One eye, in groups that start in its centre. */
export interface EyeParts {
  /** Shifts and narrows as the head turns. */
  readonly turn: GroupBuilder;
  /** Opens wider while it listens. */
  readonly attention: GroupBuilder;
  /** Scaled by the expression. */
  readonly mood: GroupBuilder;
  /** Iris and pupil. */
  readonly gaze: GroupBuilder;
  /** The cheek below the eye, out of sight as drawn; moving it up makes the eye smile. */
  readonly lowerLid: Nest<'mood' | 'gesture'>;
  /** What shuts in a blink. */
  readonly lids: readonly Lid[];
}

/**
 * One arm, drawn as the left one and mirrored for the right, so that both move alike. As drawn it is out of the picture,
 * below.
 */
export interface ArmParts {
  /** The whole arm. */
  readonly lift: GroupBuilder;
  /** Turns around the elbow. */
  readonly arm: GroupBuilder;
  /** Turns around the wrist. */
  readonly hand: GroupBuilder;
  /** How far to lift it so that the hand is beside the face, in artboard units. */
  readonly reach: number;
}

/** The parts that the standard motions move. Each group is moved by one kind of motion only. */
export interface CharacterParts {
  readonly head: Nest<(typeof HEAD_MOTIONS)[number]>;
  readonly body: Nest<(typeof BODY_MOTIONS)[number]>;
  readonly brows: Pair<Nest<(typeof BROW_MOTIONS)[number]>>;
  readonly eyes: Pair<EyeParts>;
  readonly arms: Pair<ArmParts>;
}
