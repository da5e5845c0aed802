"""The viseme network that the engine runs, and the larger one that teaches it.

The engine's: residual, dilated, causal convolutions at 50 steps a second. A step takes two rows of features (20 ms). A stem
mixes the last four rows; each block then looks back over a growing distance; a head names the viseme of the last six
frames at once. A frame is thus named three times, first in a hurry and last with 60 ms of future behind it. The decoder
reads all of it: what is not yet due only helps to see whether a change is real. Nothing here looks ahead: look-ahead is
that the head speaks of frames already past. `packages/engine/src/model/viseme-network.ts` is the same network, one
step at a time.

The teacher hears the whole recording before it says a word, has several times the weights, and never leaves this folder.
"""

from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional as F

from phones import PHONE_COUNT, VISEME_COUNT


@dataclass
class Shape:
    bands: int = 40
    stride: int = 2  # rows per step
    stem_rows: int = 4  # rows that the stem sees
    channels: int = 104
    dilations: tuple = (1, 2, 4, 8, 1, 2, 4)  # in steps; one block each
    taps: int = 3  # steps that a block's convolution sees, `dilation` apart
    output_frames: int = 6  # frames named at each step
    oldest_frame: int = 6  # the first of them lies this many frames before the newest row

    def to_dict(self):
        return {**asdict(self), 'dilations': list(self.dilations)}


def shift(x, steps):
    """x[t - steps], zeros before the start: what a stream sees that began at t = 0. Negative: from the future."""
    if steps == 0:
        return x
    return F.pad(x, (0, 0, steps, 0))[:, : x.shape[1]] if steps > 0 else F.pad(x, (0, 0, 0, -steps))[:, -steps:]


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
        # Names the phone of the oldest frames; helps in training, and is not exported.
        self.phone_head = nn.Linear(shape.channels, shape.stride * PHONE_COUNT)

    def trunk(self, rows):
        s = self.shape
        batch, frames, _ = rows.shape
        pairs = rows.reshape(batch, frames // s.stride, s.stride * s.bands)
        seen = torch.cat([shift(pairs, i) for i in reversed(range(s.stem_rows // s.stride))], dim=-1)
        x = F.relu(self.stem(seen))
        for block in self.blocks:
            x = block(x)
        return F.relu(x)

    def forward(self, rows):
        """rows: batch x frames (even) x bands -> logits: batch x steps x output_frames x visemes."""
        return self.head(self.trunk(rows)).unflatten(-1, (self.shape.output_frames, VISEME_COUNT))

    def with_phones(self, rows):
        """Also the logits of phones: batch x steps x stride x phones, of the oldest frames."""
        x = self.trunk(rows)
        visemes = self.head(x).unflatten(-1, (self.shape.output_frames, VISEME_COUNT))
        return visemes, self.phone_head(x).unflatten(-1, (self.shape.stride, PHONE_COUNT))

    def targets(self, labels, fill=-1):
        """labels: batch x frames (x anything) -> batch x steps x output_frames; `fill` where there is nothing to learn."""
        s = self.shape
        before = labels.new_full((labels.shape[0], s.oldest_frame, *labels.shape[2:]), fill)
        # Step k has seen rows up to k * stride + stride - 1; the head's first frame lies oldest_frame before.
        windows = torch.cat([before, labels], dim=1)[:, s.stride - 1 :].unfold(1, s.output_frames, s.stride)
        return windows if labels.dim() == 2 else windows.movedim(-1, 2)


class TeacherBlock(nn.Module):
    def __init__(self, channels, dilation, dropout):
        super().__init__()
        self.dilation, self.dropout = dilation, dropout
        self.norm = nn.LayerNorm(channels)
        self.mix = nn.Linear(3 * channels, channels)
        self.out = nn.Linear(channels, channels)
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.zeros_(self.out.bias)

    def forward(self, x):
        y = self.norm(x)
        seen = torch.cat([shift(y, self.dilation), y, shift(y, -self.dilation)], dim=-1)
        return x + self.out(F.dropout(F.relu(self.mix(seen)), self.dropout, self.training))


class Teacher(nn.Module):
    """rows: batch x frames (even) x bands -> logits: batch x frames x phones; 0.9 s of context on both sides."""

    def __init__(self, channels=224, dilations=(1, 2, 4, 8, 16, 1, 2, 4, 8, 1), dropout=0.15):
        super().__init__()
        self.settings = {'channels': channels, 'dilations': list(dilations)}
        self.stem = nn.Linear(8 * 40, channels)
        self.blocks = nn.ModuleList(TeacherBlock(channels, d, dropout) for d in dilations)
        self.norm = nn.LayerNorm(channels)
        self.head = nn.Linear(channels, 2 * PHONE_COUNT)

    def forward(self, rows):
        batch, frames, bands = rows.shape
        pairs = rows.reshape(batch, frames // 2, 2 * bands)
        x = self.stem(torch.cat([shift(pairs, i) for i in (2, 1, 0, -1)], dim=-1))
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x)).reshape(batch, frames, PHONE_COUNT)
