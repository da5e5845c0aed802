"""What look-ahead buys: two families of networks, three sizes, four look-aheads, trained alike.

    python study.py --data data --out runs/study --minutes 8

Every network has one trunk and names, at each step of 20 ms, the frames from 100 ms ago to 30 ms ahead; so one training
gives the accuracy at every look-ahead. Look-ahead is what the engine's users feel: from a sound to the last sample that
its name needed, the analysis window (17.5 ms) and the resampler (0.9 ms) included. Prints a Markdown table; `study.jsonl` keeps
every number, and a network already in it is not trained again.
"""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from model import Shape, VisemeNetwork, shift
from phones import VISUAL_CLASS, VISEME_COUNT
from train import AVERAGE_STEPS, BATCH, Data, disguise, rate_at

# Rows that a frame is named behind the newest row -> largest look-ahead in ms, as the newest of a step's two frames has it.
DELAYS = {0: (-3, -2), 40: (1, 2), 80: (5, 6), 120: (9, 10)}
OLDEST, FRAMES = 10, 14
CONVOLUTIONS = {'60 k': 44, '150 k': 71, '400 k': 120}
RECURRENT = {'60 k': 78, '150 k': 144, '400 k': 262}


class Recurrent(nn.Module):
    """The same stem and head around one layer of gated recurrent units."""

    def __init__(self, width):
        super().__init__()
        self.stem = nn.Linear(160, width)
        self.trunk = nn.GRU(width, width, batch_first=True)
        self.head = nn.Linear(width, FRAMES * VISEME_COUNT)

    def forward(self, rows):
        batch, frames, _ = rows.shape
        pairs = rows.reshape(batch, frames // 2, 80)
        x = F.relu(self.stem(torch.cat([shift(pairs, 1), pairs], dim=-1)))
        return self.head(self.trunk(x)[0]).reshape(batch, -1, FRAMES, VISEME_COUNT)


def targets(labels):
    """batch x frames -> batch x steps x FRAMES: from OLDEST frames before a step's newest row to a few after it."""
    padded = F.pad(labels, (OLDEST, FRAMES - OLDEST), value=-1)
    return padded[:, 1:].unfold(1, FRAMES, 2)[:, : labels.shape[1] // 2]


@torch.no_grad()
def measure(network, data):
    """{look-ahead: accuracies in per cent of frames of speech, arg max}"""
    visual = torch.tensor(VISUAL_CLASS)
    confusion = {ms: torch.zeros(22, 22) for ms in DELAYS}
    for rows, labels in data.whole():
        logits, truth = network(rows), targets(labels)
        for ms, delays in DELAYS.items():
            for delay in delays:
                t, g = truth[0, :, OLDEST - delay], logits[0, :, OLDEST - delay].argmax(-1)
                np.add.at(confusion[ms].numpy(), (t[t > 0].numpy(), g[t > 0].numpy()), 1)
    result = {}
    for ms, table in confusion.items():
        seen = torch.zeros(10, 10).index_add_(0, visual, torch.zeros(22, 10).index_add_(1, visual, table))
        rows = [seen[i, i] / seen[i].sum() for i in range(10) if seen[i].sum() > 0]
        result[ms] = {'acc22': 100 * (table.trace() / table.sum()).item(), 'accVis': 100 * (seen.trace() / seen.sum()).item(),
                      'balanced': 100 * float(np.mean(rows)), 'closures found': 100 * (seen[1, 1] / seen[1].sum()).item()}
    return result


def train(network, data, minutes, seed):
    rng, step, elapsed = np.random.default_rng(seed), 0, 0.0
    average = [p.detach().clone() for p in network.parameters()]
    optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, betas=(0.9, 0.98), weight_decay=1e-3)
    wanted = sorted({OLDEST - d for delays in DELAYS.values() for d in delays})
    while elapsed < 60 * minutes:
        began = time.process_time()
        for group in optimizer.param_groups:
            group['lr'] = rate_at(step, elapsed / (60 * minutes))
        rows, labels = data.crops(rng, BATCH)
        with torch.autocast('cpu', dtype=torch.bfloat16):
            logits = network(disguise(rng, rows))
        loss = F.cross_entropy(logits[:, :, wanted].float().flatten(0, 2), targets(labels)[:, :, wanted].flatten(), ignore_index=-1)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        keep = min(1 - 1 / AVERAGE_STEPS, step / (step + 10))
        with torch.no_grad():
            for slow, fast in zip(average, network.parameters()):
                slow.lerp_(fast, 1 - keep)
        step += 1
        elapsed += time.process_time() - began
    with torch.no_grad():
        for slow, fast in zip(average, network.parameters()):
            fast.copy_(slow)
    network.eval()
    return step


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--minutes', type=float, default=8, help='of processor time for each network')
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    kept = args.out / 'study.jsonl'
    done = [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []
    data, tests = Data(args.data, 'train'), {name: Data(args.data, name) for name in ('dev', 'held-out')}
    for family, widths in (('convolutions', CONVOLUTIONS), ('GRU', RECURRENT)):
        for size, width in widths.items():
            if any(d['family'] == family and d['size'] == size for d in done):
                continue
            torch.manual_seed(args.seed)
            network = VisemeNetwork(Shape(channels=width, output_frames=FRAMES), 0.05) if family == 'convolutions' else Recurrent(width)
            steps = train(network, data, args.minutes, args.seed)
            line = {'family': family, 'size': size, 'parameters': sum(p.numel() for p in network.parameters()), 'steps': steps,
                    'minutes': args.minutes, **{name: measure(network, part) for name, part in tests.items()}}
            done.append(json.loads(json.dumps(line)))
            with kept.open('a') as log:
                log.write(json.dumps(line) + '\n')
            print(json.dumps(line), flush=True)
    print('\n| network | parameters | steps | ' + ' | '.join(f'{ms} ms' for ms in DELAYS) + ' |\n|---' * 1 + '|---|---' + '|---' * len(DELAYS) + '|')
    for d in done:
        cells = ['/'.join(f'{d["dev"][str(ms)][k]:.1f}' for k in ('acc22', 'accVis', 'balanced', 'closures found')) for ms in DELAYS]
        print(f'| {d["family"]} {d["size"]} | {d["parameters"]:,} | {d["steps"]:,} | ' + ' | '.join(cells) + ' |')


if __name__ == '__main__':
    main()
