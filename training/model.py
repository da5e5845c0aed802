"""The viseme network: residual, dilated, causal convolutions at 50 steps a second.

A step takes two rows of features (20 ms). A stem mixes the last four rows; each block then looks back over a growing
distance; a head names the viseme of the last six frames at once. A frame is thus named three times, first in a hurry
and last with 60 ms of future behind it. The decoder reads all of it: what is not yet due only helps to see whether a
change is real. Nothing here looks ahead: look-ahead is that the head speaks of frames already past.

`packages/engine/src/model/viseme-network.ts` is the same network, one step at a time.
"""

from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional as F

from phones import VISEME_COUNT


@dataclass
class Shape:
    bands: int = 40
    stride: int = 2  # rows per step
    stem_rows: int = 4  # rows that the stem sees
    channels: int = 64
    dilations: tuple = (1, 2, 4, 8, 1, 2)  # in steps; one block each
    taps: int = 3  # steps that a block's convolution sees, `dilation` apart
    output_frames: int = 6  # frames named at each step
    oldest_frame: int = 6  # the first of them lies this many frames before the newest row

    def to_dict(self):
        return {**asdict(self), 'dilations': list(self.dilations)}


def shift(x, steps):
    """x[t - steps], zeros before the start: what a stream sees that began at t = 0."""
    return F.pad(x, (0, 0, steps, 0))[:, : x.shape[1]] if steps else x


class Block(nn.Module):
    """x + W2 relu(W1 [x(t - 2d), x(t - d), x(t)])"""

    def __init__(self, channels, taps, dilation, dropout):
        super().__init__()
        self.dropout = dropout
        self.reach = [dilation * i for i in reversed(range(taps))]
        self.mix = nn.Linear(taps * channels, channels)
        self.out = nn.Linear(channels, channels)
        nn.init.kaiming_normal_(self.mix.weight, nonlinearity='relu')
        nn.init.zeros_(self.mix.bias)
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.zeros_(self.out.bias)

    def forward(self, x):
        seen = torch.cat([shift(x, steps) for steps in self.reach], dim=-1)
        return x + self.out(F.dropout(F.relu(self.mix(seen)), self.dropout, self.training))


class VisemeNetwork(nn.Module):
    def __init__(self, shape: Shape, dropout=0.0):
        super().__init__()
        self.shape = shape
        self.stem = nn.Linear(shape.stem_rows * shape.bands, shape.channels)
        self.blocks = nn.ModuleList(Block(shape.channels, shape.taps, d, dropout) for d in shape.dilations)
        self.head = nn.Linear(shape.channels, shape.output_frames * VISEME_COUNT)

    def forward(self, rows):
        """rows: batch x frames (even) x bands -> logits: batch x steps x output_frames x visemes."""
        s = self.shape
        batch, frames, _ = rows.shape
        pairs = rows.reshape(batch, frames // s.stride, s.stride * s.bands)
        seen = torch.cat([shift(pairs, i) for i in reversed(range(s.stem_rows // s.stride))], dim=-1)
        x = F.relu(self.stem(seen))
        for block in self.blocks:
            x = block(x)
        return self.head(F.relu(x)).reshape(batch, -1, s.output_frames, VISEME_COUNT)

    def targets(self, labels):
        """labels: batch x frames -> batch x steps x output_frames; -1 where there is nothing to learn."""
        s = self.shape
        padded = F.pad(labels, (s.oldest_frame, 0), value=-1)
        # Step k has seen rows up to k * stride + stride - 1; the head's first frame lies oldest_frame before.
        windows = padded[:, s.stride - 1 :].unfold(1, s.output_frames, s.stride)
        return windows
