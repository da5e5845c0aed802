"""Trains a viseme network on one CPU thread; stops and resumes at any time.

    python train.py --data data --run runs/first --minutes 60            # start, or go on after a stop
    python train.py --data data --run runs/long --minutes 600 --init runs/first/best.pt

The learning rate follows the minutes of processor time spent on training, so that a busy machine gets to the same place, only later.
What is kept is a running average of the weights (`best.pt`, by accuracy on the validation sets): it is always ready to
be exported, whenever training is cut short.
"""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from model import Shape, VisemeNetwork
from phones import VISUAL_CLASS, VISEME_COUNT

CROP_FRAMES = 300  # 3 s: long enough for the network's memory, short enough for a varied batch
WARM_UP_FRAMES = 60  # at the head of a crop from the middle of a file the memory is missing: not learnt from
BATCH = 32
PEAK_RATE, LAST_RATE = 3e-3, 3e-5
WARM_UP_STEPS = 200
AVERAGE_STEPS = 500  # memory of the running average of the weights
VALIDATE_EVERY_S = 180
# The newest frames are named only to help the decoder look ahead; the two oldest become cues.
FRAME_WEIGHTS = [1.0, 1.0, 0.7, 0.5, 0.4, 0.3]


class Data:
    def __init__(self, folder, name):
        self.features = np.load(folder / f'{name}-features.npy', mmap_mode='r')
        self.labels = np.load(folder / f'{name}-labels.npy')
        self.files = np.load(folder / f'{name}-files.npy')

    def crops(self, rng, count):
        """Random stretches; a file is chosen as often as it is long."""
        rows = np.zeros((count, CROP_FRAMES, self.features.shape[1]), np.float32)
        labels = np.full((count, CROP_FRAMES), -1, np.int64)
        for i, file in enumerate(rng.choice(len(self.files), count, p=self.files[:, 1] / self.files[:, 1].sum())):
            first, frames = self.files[file]
            start = int(rng.integers(-WARM_UP_FRAMES, max(1, frames - CROP_FRAMES // 2)))
            start = max(0, start)
            taken = min(CROP_FRAMES, frames - start)
            rows[i, :taken] = self.features[first + start : first + start + taken]
            labels[i, :taken] = self.labels[first + start : first + start + taken]
            if start > 0:
                labels[i, :WARM_UP_FRAMES] = -1
        return torch.from_numpy(rows), torch.from_numpy(labels)

    def whole(self):
        for first, frames in self.files:
            even = frames - frames % 2
            yield (torch.from_numpy(self.features[first : first + even].astype(np.float32))[None],
                   torch.from_numpy(self.labels[first : first + even].astype(np.int64))[None])


def disguise(rng, rows):
    """Voices and microphones nobody has recorded, made in a moment from those there are.

    A longer or shorter vocal tract moves every formant: the bands are read off a stretched axis. A smooth curve changes
    the channel's colour. Now and then a few bands, or a few rows, are lost.
    """
    batch, frames, bands = rows.shape
    at = np.clip(np.arange(bands)[None] * rng.uniform(0.89, 1.12, (batch, 1)), 0, bands - 1)
    # Linear interpolation between bands, as one small matrix a voice: many times faster than picking.
    distance = np.abs(np.arange(bands)[None, :, None] - at[:, None, :])
    rows = torch.bmm(rows, torch.from_numpy(np.maximum(0, 1 - distance).astype(np.float32)))
    curves = [np.interp(np.linspace(0, 4, bands), np.arange(5), knots) for knots in rng.normal(0, 0.25, (batch, 5))]
    rows += torch.from_numpy(np.stack(curves).astype(np.float32))[:, None]
    for i in np.flatnonzero(rng.random(batch) < 0.4):
        low, start = int(rng.integers(0, bands - 6)), int(rng.integers(0, frames - 6))
        rows[i, :, low : low + int(rng.integers(2, 7))] = 0
        rows[i, start : start + int(rng.integers(1, 5))] = 0
    return rows


def loss_of(logits, targets):
    loss = 0
    for frame, weight in enumerate(FRAME_WEIGHTS):
        loss = loss + weight * F.cross_entropy(
            logits[:, :, frame].reshape(-1, VISEME_COUNT), targets[:, :, frame].reshape(-1), ignore_index=-1)
    return loss / sum(FRAME_WEIGHTS)


@torch.no_grad()
def validate(network, data):
    """Arg-max accuracy of the two oldest frames, over speech: per viseme, and per visual class; and the loss."""
    hits = seen_hits = total = 0
    losses = []
    visual = torch.tensor(VISUAL_CLASS)
    for rows, labels in data.whole():
        targets = network.targets(labels)[:, :, :2]
        logits = network(rows)[:, :, :2]
        speech = targets > 0
        guess = logits.argmax(-1)[speech]
        truth = targets[speech]
        hits += (guess == truth).sum().item()
        seen_hits += (visual[guess] == visual[truth]).sum().item()
        total += len(truth)
        losses.append(F.cross_entropy(logits.reshape(-1, VISEME_COUNT), targets.reshape(-1), ignore_index=-1).item())
    return {'acc22': 100 * hits / total, 'accVis': 100 * seen_hits / total, 'loss': float(np.mean(losses))}


def rate_at(step, progress):
    warm = min(1, (step + 1) / WARM_UP_STEPS)
    return warm * (LAST_RATE + (PEAK_RATE - LAST_RATE) * 0.5 * (1 + math.cos(math.pi * min(1, progress))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--run', type=Path, required=True)
    parser.add_argument('--minutes', type=float, required=True, help='of processor time')
    parser.add_argument('--init', type=Path, help='weights to start from, of a run with the same shape')
    parser.add_argument('--channels', type=int, default=Shape.channels)
    parser.add_argument('--dilations', type=int, nargs='+', default=list(Shape.dilations))
    parser.add_argument('--dropout', type=float, default=0.05)
    parser.add_argument('--peak-rate', type=float, default=PEAK_RATE)
    parser.add_argument('--bf16', action='store_true', help='2.7 times faster where the CPU has AVX-512 BF16; weights stay float32')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    args.run.mkdir(parents=True, exist_ok=True)

    shape = Shape(channels=args.channels, dilations=tuple(args.dilations))
    network, average = VisemeNetwork(shape, args.dropout), VisemeNetwork(shape)
    average.eval()
    if args.init:
        network.load_state_dict(torch.load(args.init, weights_only=True)['weights'])
    average.load_state_dict(network.state_dict())
    optimizer = torch.optim.AdamW(network.parameters(), lr=args.peak_rate, betas=(0.9, 0.98), weight_decay=1e-3)
    step, elapsed, best = 0, 0.0, -1.0
    last = args.run / 'last.pt'
    if last.exists():
        kept = torch.load(last, weights_only=True)
        network.load_state_dict(kept['network'])
        average.load_state_dict(kept['weights'])
        optimizer.load_state_dict(kept['optimizer'])
        step, elapsed, best = kept['step'], kept['elapsed'], kept['best']
        rng = np.random.default_rng(args.seed + step)

    data = Data(args.data, 'train')
    validation = {name: Data(args.data, name) for name in ('held-out', 'dev') if (args.data / f'{name}-files.npy').exists()}
    print(f'{sum(p.numel() for p in network.parameters())} parameters', flush=True)
    validated, loss_sum, loss_count = elapsed, 0.0, 0
    while elapsed < 60 * args.minutes:
        began = time.process_time()
        rate = rate_at(step, elapsed / (60 * args.minutes)) * args.peak_rate / PEAK_RATE
        for group in optimizer.param_groups:
            group['lr'] = rate
        rows, labels = data.crops(rng, BATCH)
        with torch.autocast('cpu', dtype=torch.bfloat16, enabled=args.bf16):
            logits = network(disguise(rng, rows))
        loss = loss_of(logits.float(), network.targets(labels))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        with torch.no_grad():
            keep = min(1 - 1 / AVERAGE_STEPS, step / (step + 10))
            for slow, fast in zip(average.parameters(), network.parameters()):
                slow.lerp_(fast, 1 - keep)
        step += 1
        loss_sum, loss_count = loss_sum + loss.item(), loss_count + 1
        elapsed += time.process_time() - began
        if elapsed - validated > VALIDATE_EVERY_S or elapsed >= 60 * args.minutes:
            scores = {name: validate(average, part) for name, part in validation.items()}
            score = float(np.mean([s['acc22'] + s['accVis'] for s in scores.values()]))
            line = {'step': step, 'minutes': round(elapsed / 60, 1), 'rate': rate, 'loss': loss_sum / loss_count, **scores}
            with open(args.run / 'log.jsonl', 'a') as log:
                log.write(json.dumps(line) + '\n')
            print(json.dumps(line), flush=True)
            if score > best:
                best = score
                torch.save({'shape': shape.to_dict(), 'weights': average.state_dict(), **line}, args.run / 'best.pt')
            torch.save({'network': network.state_dict(), 'weights': average.state_dict(), 'optimizer': optimizer.state_dict(),
                        'step': step, 'elapsed': elapsed, 'best': best, 'shape': shape.to_dict()}, args.run / 'last.pt')
            validated, loss_sum, loss_count = elapsed, 0.0, 0


if __name__ == '__main__':
    main()
