import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient } from '../../builder/authoring/paint.js';
import { type Colors, MIDDLE } from './look.js';

/** The hair behind the face: tucked in on the left, a wave that flicks out on the right. */
export function drawHairBehind(head: GroupBuilder, colors: Colors) {
  const turn = head.group('hair behind turn', { pivot: [MIDDLE, 200] });
  const sway = turn.group('hair behind', { pivot: [MIDDLE, 120] });
  sway
    .shape('hair behind')
    .path(BEHIND)
    .fill(colors.detail)
    .fill(
      linearGradient(
        [250, 120],
        [250, 380],
        [
          [0, '#00000050'],
          [1, '#0000001a'],
        ],
      ),
    );
  sway
    .shape('strands behind')
    .path(
      'M 120 250 C 100 300 98 346 146 354 C 116 336 114 296 120 250 Z M 176 330 C 160 352 132 352 120 336 C 140 342 160 338 176 330 Z',
    )
    .fill('#e8a0d828');
  return { turn, sway };
}

const BEHIND =
  'M 250 60 C 152 52 100 128 106 214 C 108 256 92 290 92 322 C 92 356 132 378 182 362 C 200 356 206 340 204 322 L 300 322 C 304 350 328 374 366 374 C 396 374 416 366 430 351 C 412 332 404 298 400 258 C 410 130 350 56 250 60 Z';

/** The hair before the face: a deep side parting, a high sweep to the right, the left side tucked behind the ear. */
export function drawHairBefore(head: GroupBuilder, colors: Colors) {
  const turn = head.group('hair before turn', { pivot: [MIDDLE, 150] });
  const hair = turn.group('hair before', { pivot: [MIDDLE, 90] });
  // What the hair casts on the brow.
  hair
    .shape('hair shadow')
    .path('M 208 96 C 222 144 268 160 310 178 C 338 190 350 220 363 292 L 372 240 L 366 130 L 250 76 Z')
    .path('M 214 96 C 200 136 168 160 154 196 C 148 214 148 232 142 250 C 136 240 132 236 130 230 L 140 130 Z')
    .fill('#5a14304a');
  hair
    .shape('hair left')
    .path(LEFT)
    .fill(colors.detail)
    .fill(
      linearGradient(
        [140, 90],
        [200, 200],
        [
          [0, '#e8a0d83c'],
          [0.5, '#e8a0d808'],
          [1, '#00000030'],
        ],
      ),
    );
  hair
    .shape('hair right')
    .path(RIGHT)
    .fill(colors.detail)
    .fill(
      linearGradient(
        [236, 40],
        [380, 330],
        [
          [0, '#e8a0d850'],
          [0.3, '#e8a0d814'],
          [0.6, '#00000018'],
          [1, '#00000044'],
        ],
      ),
    );
  hair
    .shape('streak')
    .path(STREAK)
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [230, 60],
        [360, 250],
        [
          [0, '#ffffff30'],
          [0.6, '#3d224630'],
          [1, '#3d2246a0'],
        ],
      ),
    );
  hair
    .shape('locks')
    .path(
      'M 240 62 C 322 56 388 112 388 202 C 388 242 380 262 396 308 C 370 270 376 240 373 204 C 368 128 310 78 240 62 Z',
    )
    .path('M 198 82 C 160 104 136 146 132 214 C 122 170 146 108 198 82 Z')
    .path('M 222 110 C 252 138 296 148 320 168 C 292 158 246 148 222 110 Z')
    .fill('#1a082044');
  hair
    .shape('shine')
    .path('M 256 46 C 320 38 380 78 394 152 C 372 98 320 62 256 46 Z')
    .path('M 196 66 C 160 78 136 108 128 146 C 146 112 166 88 196 66 Z')
    .path('M 362 262 C 362 300 384 326 416 336 C 384 342 352 312 362 262 Z')
    .fill('#ffc8f040');
  return { turn, hair };
}

const RIGHT =
  'M 206 98 C 188 60 232 26 292 26 C 362 26 412 84 411 168 C 411 212 400 238 404 270 C 408 304 428 330 460 336 C 430 366 378 360 361 328 C 347 302 360 268 357 238 C 354 206 340 180 308 163 C 262 142 224 128 206 98 Z';
const LEFT =
  'M 218 76 C 222 60 214 52 200 54 C 142 66 104 126 112 198 C 114 216 120 230 130 240 C 138 232 141 222 143 208 C 148 176 182 144 212 96 Z';
const STREAK =
  'M 208 84 C 262 84 342 130 360 212 C 364 238 359 264 366 294 C 347 262 353 236 346 210 C 324 158 250 128 208 84 Z';
