"""What look-ahead buys: two families of networks, three sizes, four look-aheads, trained alike.

    python study.py --data data --out runs/study --minutes 5

Every network has one trunk and names, at each step of 20 ms, the frames from 100 ms ago to 30 ms ahead; so one training
gives the accuracy at every look-ahead. Look-ahead is what the engine's users feel: from a sound to the last sample that
its name needed, the analysis window (17.5 ms) and the resampler (0.9 ms) included. Prints a Markdown table; `study.jsonl` keeps
every number, and a network already in it is not trained again. Then the convolutions of 150 thousand weights again, with a
third and with a tenth of the recordings of people: what more people would bring.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from data import VISEMES, Recordings, batches
from model import Shape, VisemeNetwork, shift
from phones import VISEME_COUNT, VISUAL_CLASS
from train import AVERAGE_STEPS, BATCH, PEAK_RATE, rate_at

# Rows that a frame is named behind the newest row -> largest look-ahead in ms, as the newest of a step's two frames has it.
DELAYS = {0: (-3, -2), 40: (1, 2), 80: (5, 6), 120: (9, 10)}
OLDEST, FRAMES = 10, 14
DILATIONS = (1, 2, 4, 8, 1, 2)
PEOPLE_PARTS = (0.33, 0.1)
CONVOLUTIONS = {'60 k': 44, '150 k': 71, '400 k': 120}
RECURRENT = {'60 k': 73, '150 k': 126, '400 k': 222}


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
def measure(network, recordings):
    """{look-ahead: accuracies in per cent of frames of speech, arg max}"""
    visual = torch.tensor(VISUAL_CLASS)
    confusion = {ms: torch.zeros(22, 22) for ms in DELAYS}
    for rows, phones, _ in recordings.whole(OLDEST):
        logits, truth = network(rows), targets(torch.from_numpy(VISEMES)[phones])
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


def train(network, folder, minutes, seed, people_part):
    stream, step, elapsed = batches(folder, BATCH, seed, people_part=people_part), 0, 0.0
    average = [parameter.detach().clone() for parameter in network.parameters()]
    optimizer = torch.optim.AdamW(network.parameters(), lr=PEAK_RATE, betas=(0.9, 0.98), weight_decay=0.01)
    wanted = sorted({OLDEST - d for delays in DELAYS.values() for d in delays})
    while elapsed < 60 * minutes:
        rows, phones, _ = next(stream)
        began = time.process_time()
        for group in optimizer.param_groups:
            group['lr'] = rate_at(step, elapsed / (60 * minutes))
        with torch.autocast('cpu', dtype=torch.bfloat16):
            logits = network(rows)
        truth = targets(torch.from_numpy(VISEMES)[phones])
        loss = F.cross_entropy(logits[:, :, wanted].float().flatten(0, 2), truth[:, :, wanted].flatten(), ignore_index=-1)
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
    parser.add_argument('--minutes', type=float, default=5, help='of processor time for each network')
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    kept = args.out / 'study.jsonl'
    done = [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []
    tests = {name: Recordings(args.data, name) for name in ('dev', 'held-out')}
    plan = [('convolutions', size, 1.0) for size in CONVOLUTIONS] + [('GRU', size, 1.0) for size in RECURRENT]
    plan += [('convolutions', '150 k', part) for part in PEOPLE_PARTS]
    for family, size, people in plan:
        if any((d['family'], d['size'], d.get('people', 1.0)) == (family, size, people) for d in done):
            continue
        torch.manual_seed(args.seed)
        if family == 'convolutions':
            network = VisemeNetwork(Shape(channels=CONVOLUTIONS[size], dilations=DILATIONS, output_frames=FRAMES), 0.05)
        else:
            network = Recurrent(RECURRENT[size])
        steps = train(network, args.data, args.minutes, args.seed, people)
        weights = sum(p.numel() for name, p in network.named_parameters() if 'phone_head' not in name)
        line = {'family': family, 'size': size, 'people': people, 'parameters': weights, 'steps': steps,
                'minutes': args.minutes, **{name: measure(network, part) for name, part in tests.items()}}
        done.append(json.loads(json.dumps(line)))
        with kept.open('a') as log:
            log.write(json.dumps(line) + '\n')
        print(json.dumps(line), flush=True)
    print('| network | parameters | steps | ' + ' | '.join(f'{ms} ms' for ms in DELAYS) + ' |\n|---|---|---' + '|---' * len(DELAYS) + '|')
    for d in done:
        cells = ['/'.join(f'{d["dev"][str(ms)][k]:.1f}' for k in ('acc22', 'accVis', 'balanced', 'closures found')) for ms in DELAYS]
        people = '' if d.get('people', 1) == 1 else f', {100 * d["people"]:.0f} % of the people'
        print(f'| {d["family"]} {d["size"]}{people} | {d["parameters"]:,} | {d["steps"]:,} | ' + ' | '.join(cells) + ' |')


if __name__ == '__main__':
    main()
